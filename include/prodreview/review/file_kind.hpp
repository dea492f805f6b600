// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace prodreview {

/// What the suffix of a path says. `maybe_python`: a file without a suffix, whose first line may
/// name an interpreter.
enum class file_language : std::uint8_t { other, python, notebook, cpp, maybe_python };

[[nodiscard]] auto language_of(std::string_view path) -> file_language;

/// Whether the first line starts a Python interpreter.
[[nodiscard]] auto has_python_shebang(std::string_view content) -> bool;

/// A file larger than this is not read at all.
inline constexpr std::size_t largest_reviewed_file = std::size_t{2} * 1024 * 1024;
/// The reason that goes with it.
[[nodiscard]] auto reason_of_size(std::size_t bytes, std::size_t largest) -> std::string;

/// Why a path is left out by design, whatever it holds: code of others (`third_party/`,
/// `_vendor/`, …) or a generator's file name. Empty when it is reviewed.
[[nodiscard]] auto reason_to_skip(std::string_view path) -> std::string;

/// Why a file is left out by design: its path, its size, or a content that nobody wrote by hand or
/// that is no text (binary, UTF-16, a Git LFS pointer, generated, minified). Empty when it is
/// reviewed.
[[nodiscard]] auto reason_to_skip(std::string_view path, std::string_view content,
                                  std::size_t largest = largest_reviewed_file) -> std::string;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/file_kind.impl.hpp>
#endif
