// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/api/entry.hpp>
#include <prodreview/flow/parameter.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// What torch, numpy, einops and triton offer, release by release: facts that `tools/api` read from
/// the published packages. Of numpy and triton only what went is listed. Nothing here allocates.
namespace prodreview::flow::api {

[[nodiscard]] auto entry_at(std::uint32_t row) -> entry;
[[nodiscard]] auto signature_use_at(std::uint32_t row) -> signature_use;

/// Neighbouring rows of the table, read one by one.
template <auto Row> class row_list {
public:
  constexpr row_list() = default;
  constexpr row_list(std::uint32_t begin, std::uint32_t count) : begin_{begin}, count_{count} {}

  struct iterator {
    std::uint32_t row;
    [[nodiscard]] auto operator*() const { return Row(row); }
    auto operator++() -> iterator & { return ++row, *this; }
    friend auto operator==(iterator const &, iterator const &) -> bool = default;
  };
  [[nodiscard]] auto begin() const -> iterator { return {begin_}; }
  [[nodiscard]] auto end() const -> iterator { return {begin_ + count_}; }
  [[nodiscard]] auto size() const -> std::size_t { return count_; }
  [[nodiscard]] auto empty() const -> bool { return count_ == 0; }
  [[nodiscard]] auto operator[](std::size_t at) const {
    return Row(begin_ + static_cast<std::uint32_t>(at));
  }

private:
  std::uint32_t begin_ = 0;
  std::uint32_t count_ = 0;
};
using entry_list = row_list<entry_at>;
using signature_list = row_list<signature_use_at>;

/// What is known of a name.
enum class presence : std::uint8_t {
  /// Some release that was read has it: `at` is its entry.
  there,
  /// No release has it: `within` is the module or class whose names are all known.
  absent,
  unknown,
};

struct lookup {
  presence is = presence::unknown;
  /// What was found, when it is there.
  entry at = {};
  /// The module or class that has it or lacks it.
  entry within = {};
  /// The part that is not there.
  std::string_view part = {};
};

/// Looks up a public qualified name, `torch.nn.functional.softmax` or `torch.Tensor.view`, through
/// the bases of classes.
[[nodiscard]] auto find(std::string_view qualified) -> lookup;
/// A name of a class or of its bases, or of a module.
[[nodiscard]] auto member(entry const &of, std::string_view name) -> lookup;

/// The last part of the name.
[[nodiscard]] auto name_of(entry const &it) -> std::string_view;
/// The qualified name to use instead, where the package says one; else empty.
[[nodiscard]] auto replacement_of(entry const &it) -> std::string_view;
/// What a module or class has itself, sorted by name.
[[nodiscard]] auto children_of(entry const &it) -> entry_list;

/// What a call of it calls: of a class its `__init__` or `__new__`, its own or inherited; of a
/// class that has both, the class itself.
[[nodiscard]] auto called_of(entry const &it) -> entry;
/// All ways to call it, each with the releases that have it; none when that is not known. Of a
/// class: of its `__init__` or `__new__`, its own or inherited; none when both are there.
[[nodiscard]] auto signatures_of(entry const &it) -> signature_list;

inline constexpr std::size_t most_parameters = 128;
using parameter_buffer = std::array<parameter, most_parameters>;
/// The parameters, written into the buffer; `self` is not among them.
[[nodiscard]] auto parameters_of(signature_use const &of, parameter_buffer &into) -> signature;
/// A parameter's default as it is written; empty when there is none or it is long.
[[nodiscard]] auto default_of(signature_use const &of, std::size_t parameter) -> std::string_view;

/// The releases of the package of a qualified name, oldest first; none for other packages.
[[nodiscard]] auto releases_of(std::string_view qualified) -> std::span<release const>;

/// Numbers of releases, both included.
struct release_span {
  std::uint8_t first = 0;
  std::uint8_t last = no_release - 1;
  friend auto operator==(release_span const &, release_span const &) -> bool = default;
};
/// The releases that a version range (`>=2.1,<2.8`; empty: any) lets in, the first and the last;
/// none when it lets in none that is known. A comparison that cannot be read lets in all.
[[nodiscard]] auto span_of(std::string_view range, std::span<release const> releases)
    -> std::optional<release_span>;

} // namespace prodreview::flow::api

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/api/api.impl.hpp>
#endif
