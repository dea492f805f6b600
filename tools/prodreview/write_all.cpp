// SPDX-License-Identifier: Apache-2.0
#include "write_all.hpp"

#include <cerrno>
#include <unistd.h>

namespace prodreview {

auto write_all(int file, std::string_view bytes) -> int {
  while (!bytes.empty()) {
    auto const written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    // A file that takes nothing and says no reason would be tried for ever.
    if (written == 0) return EIO;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

} // namespace prodreview
