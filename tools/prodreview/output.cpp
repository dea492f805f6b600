// SPDX-License-Identifier: Apache-2.0
#include "output.hpp"

#include "escape.hpp"
#include "terminal.hpp"
#include "write_all.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace prodreview {
namespace {

[[nodiscard]] auto cannot_write(std::string const &what, int error) -> problem {
  return {what + " cannot be written: " + std::strerror(error) + ".",
          "Make room for it, or name another file."};
}

} // namespace

auto write_output(std::string_view text) -> std::optional<problem> {
  std::signal(SIGPIPE, SIG_IGN);
  auto const error = write_all(STDOUT_FILENO, text);
  if (error == 0 || error == EPIPE) return std::nullopt;
  return cannot_write("The report", error);
}

auto write_file(std::string const &path, std::string_view text) -> std::optional<problem> {
  auto const fresh = path + ".new";
  auto const file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return cannot_write("The file " + quoted(path), errno);
  auto error = write_all(file, text);
  if (::close(file) != 0 && error == 0) error = errno;
  if (error == 0 && std::rename(fresh.c_str(), path.c_str()) == 0) return std::nullopt;
  if (error == 0) error = errno;
  ::unlink(fresh.c_str());
  return cannot_write("The file " + quoted(path), error);
}

void write_error(std::string_view text) {
  auto const is_log = terminal_of_output(color_choice::never).is_workflow_log;
  auto const written =
      write_all(STDERR_FILENO, is_log ? escape::workflow_log(text) : std::string{text});
  // Whoever closed the standard error does not want to know.
  static_cast<void>(written);
}

void print_problem(problem const &why) { write_error(to_text(why)); }

void print_note(std::string_view sentence) {
  write_error("prodreview: " + std::string{sentence} + "\n");
}

} // namespace prodreview
