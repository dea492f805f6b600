// SPDX-License-Identifier: Apache-2.0
// process_usage COMMAND...: runs it with its output thrown away; prints processor seconds, peak
// resident KiB and the exit status. A process inherits the peak of the one that starts it, so this
// program is as small as one can be.
#include <cstdio>
#include <fcntl.h>
#include <initializer_list>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

[[noreturn]] void become(char **command) {
  auto const null = open("/dev/null", O_RDWR);
  for (int const descriptor : {0, 1, 2}) dup2(null, descriptor);
  execvp(command[0], command);
  _exit(127);
}

auto seconds(timeval const &time) -> double {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

} // namespace

auto main(int count, char **arguments) -> int {
  if (count < 2) return 2;
  auto const child = fork();
  if (child == 0) become(arguments + 1);
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) < 0) return 2;
  std::printf("%.6f %ld %d\n", seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss,
              WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}
