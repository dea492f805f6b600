// SPDX-License-Identifier: Apache-2.0
#include "configuration_integers.hpp"

#include <charconv>
#include <limits>

namespace prodreview {

namespace {

[[nodiscard]] auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }

[[nodiscard]] auto all_digits(std::string_view text) -> bool {
  for (auto const c : text)
    if (!is_digit(c)) return false;
  return !text.empty();
}

/// How many zeros a suffix stands for; nothing when it is none.
[[nodiscard]] auto zeros_of(std::string_view suffix) -> std::optional<std::size_t> {
  if (suffix.empty()) return 0;
  if (suffix == "k" || suffix == "K") return 3;
  if (suffix == "M") return 6;
  if (suffix == "G" || suffix == "B") return 9;
  auto const is_power = suffix.size() == 2 && (suffix[0] == 'e' || suffix[0] == 'E');
  if (is_power && is_digit(suffix[1])) return static_cast<std::size_t>(suffix[1] - '0');
  return std::nullopt;
}

} // namespace

auto read_integer(std::string_view text) -> std::optional<std::int64_t> {
  auto digits = text;
  auto const negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  if (!all_digits(digits) || (digits.size() > 1 && digits.front() == '0')) return std::nullopt;
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  using limits = std::numeric_limits<std::int64_t>;
  if (error != std::errc{}) return negative ? limits::min() : limits::max();
  return negative ? -value : value;
}

auto integer_help(std::string_view written, std::string otherwise) -> std::string {
  std::string digits;
  std::size_t at = 0;
  for (; at < written.size() && written.size() < 20; ++at) {
    if (is_digit(written[at]))
      digits += written[at];
    else if (written[at] != '_' && written[at] != ',')
      break;
  }
  auto const zeros = zeros_of(written.substr(at));
  auto const begin = digits.find_first_not_of('0');
  if (!zeros || begin == digits.npos) return otherwise;
  return "write `" + digits.substr(begin) + std::string(*zeros, '0') + "`.";
}

} // namespace prodreview
