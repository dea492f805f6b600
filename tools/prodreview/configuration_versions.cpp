// SPDX-License-Identifier: Apache-2.0
#include "configuration_versions.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace prodreview {

namespace {

/// Release numbers; those that are not written are 0.
using version = std::array<int, 4>;

struct comparison {
  std::string_view sign;
  version than{};
  std::size_t numbers = 0;
};

constexpr std::array<std::string_view, 7> signs{">=", "<=", "==", "!=", "~=", ">", "<"};
constexpr version last_version{std::numeric_limits<int>::max(), 0, 0, 0};

[[nodiscard]] auto trimmed(std::string_view text) -> std::string_view {
  auto const begin = text.find_first_not_of(' ');
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// Numbers with dots between them, at most four.
[[nodiscard]] auto read_version(std::string_view text, comparison &into) -> bool {
  for (; into.numbers < into.than.size(); ++into.numbers) {
    auto const [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), into.than[into.numbers]);
    if (error != std::errc{} || into.than[into.numbers] < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) {
      ++into.numbers;
      return true;
    }
    if (text.front() != '.') return false;
    text.remove_prefix(1);
  }
  return false;
}

[[nodiscard]] auto read_comparison(std::string_view text) -> std::optional<comparison> {
  text = trimmed(text);
  for (auto const sign : signs) {
    if (!text.starts_with(sign)) continue;
    comparison result{.sign = sign};
    if (!read_version(trimmed(text.substr(sign.size())), result)) return std::nullopt;
    return result;
  }
  return std::nullopt;
}

/// The first version after all that begin with the given numbers.
[[nodiscard]] auto after(version of, std::size_t numbers) -> version {
  of[numbers - 1] += of[numbers - 1] < std::numeric_limits<int>::max() ? 1 : 0;
  return of;
}

/// The versions from `first` up to, and without, `end`.
struct interval {
  version first{};
  version end = last_version;

  void meet(interval const &other) {
    first = std::max(first, other.first);
    end = std::min(end, other.end);
  }
  [[nodiscard]] auto empty() const -> bool { return !(first < end); }
};

/// Versions differ in their fourth number at the finest; `!=` excludes no interval.
[[nodiscard]] auto interval_of(comparison const &each) -> interval {
  auto const next = after(each.than, each.than.size());
  if (each.sign == ">=") return {.first = each.than};
  if (each.sign == ">") return {.first = next};
  if (each.sign == "<") return {.end = each.than};
  if (each.sign == "<=") return {.end = next};
  if (each.sign == "==") return {.first = each.than, .end = after(each.than, each.numbers)};
  if (each.sign == "~=")
    return {.first = each.than, .end = after(each.than, each.numbers > 1 ? each.numbers - 1 : 1)};
  return {};
}

} // namespace

auto version_range_problem(std::string_view range) -> std::string_view {
  if (range == "any") return {};
  interval possible;
  for (;;) {
    auto const comma = range.find(',');
    auto const each = read_comparison(range.substr(0, comma));
    if (!each) return "is not a version range";
    possible.meet(interval_of(*each));
    if (comma == range.npos) break;
    range.remove_prefix(comma + 1);
  }
  return possible.empty() ? "is a range that no version is in" : std::string_view{};
}

} // namespace prodreview
