// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/api/api.hpp>

#include <array>
#include <functional>
#include <string>
#include <string_view>

namespace prodreview::flow::api {

/// The releases of one package that the code must run on.
struct supported_range {
  /// The range as it is written, and the file that says it: empty for the configuration. No range:
  /// nothing says one, and every release is supported.
  std::string range = {};
  std::string_view said_in = {};
  /// The known releases among them.
  release_span releases = {};
  /// None of them is a release that was read: nothing is known.
  bool is_unknown = false;

  [[nodiscard]] auto is_stated() const -> bool { return !range.empty(); }
};

/// Which releases the reviewed code must run on.
class supported_releases {
public:
  /// Reads a file at the root; false where there is none.
  using file_reader = std::function<auto(std::string_view path, std::string &content)->bool>;

  /// Every release.
  supported_releases() : supported_releases{"any", {}} {}
  /// What the configuration says of torch; where it says `any`, and of other packages, what the
  /// files that declare the repository's requirements state, the first of them that does.
  supported_releases(std::string_view torch, file_reader const &read);

  /// Of the package of a qualified name.
  [[nodiscard]] auto of(std::string_view qualified) const -> supported_range const &;

private:
  struct stated {
    std::string_view package;
    supported_range range = {};
  };
  std::array<stated, 4> all_{stated{"einops"}, stated{"numpy"}, stated{"torch"}, stated{"triton"}};
  supported_range none_{.is_unknown = true};
};

/// The files that declare requirements, the most binding first.
inline constexpr std::array<std::string_view, 4> requirement_files{"pyproject.toml", "setup.cfg",
                                                                   "setup.py", "requirements.txt"};

} // namespace prodreview::flow::api

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/api/supported.impl.hpp>
#endif
