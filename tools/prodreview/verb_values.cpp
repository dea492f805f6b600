// SPDX-License-Identifier: Apache-2.0
#include "verb_values.hpp"

#include "input_file.hpp"
#include <prodreview/flow/listing.hpp>
#include <prodreview/python/front_end.hpp>
#include <prodreview/review/symbols.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace prodreview {
namespace {

struct target {
  std::string path;
  std::string symbol;
};

[[nodiscard]] auto split(std::string const &written) -> target {
  auto const colons = written.rfind("::");
  if (colons == written.npos) return {written, {}};
  return {written.substr(0, colons), written.substr(colons + 2)};
}

[[nodiscard]] auto has_symbol(tree::unit const &in, std::string_view wanted) -> bool {
  auto const all = symbols_of(in);
  return std::any_of(all.begin(), all.end(),
                     [&](symbol_extent const &it) { return it.name == wanted; });
}

[[nodiscard]] auto right_aligned(std::uint32_t number) -> std::string {
  auto text = std::to_string(number);
  constexpr std::size_t width = 6;
  return std::string(text.size() < width ? width - text.size() : 0, ' ') + text;
}

[[nodiscard]] auto stripped(std::string_view line) -> std::string {
  auto const begin = line.find_first_not_of(" \t\f");
  auto const end = line.find_last_not_of(" \t\f\r\n");
  return begin == line.npos ? std::string{} : std::string{line.substr(begin, end - begin + 1)};
}

/// The line of source, once, and below it what is known.
class listing {
public:
  explicit listing(tree::unit const &in) : in_{in} {}

  void add(flow::listed_value const &it) {
    if (text_.empty() || it.within != within_) {
      if (!text_.empty()) text_ += '\n';
      text_ += it.within.empty() ? in_.path : it.within;
      text_ += '\n';
      within_ = it.within;
      line_ = 0;
    }
    if (it.line != line_)
      text_ += right_aligned(it.line) + " | " + stripped(in_.source.line(it.line)) + '\n';
    line_ = it.line;
    text_ += "       |   " + it.target + ": " + it.value;
    if (!it.fact.empty()) text_ += "   (" + it.fact + ')';
    text_ += '\n';
  }
  [[nodiscard]] auto text() const -> std::string const & { return text_; }

private:
  tree::unit const &in_;
  std::string text_;
  std::string within_;
  std::uint32_t line_ = 0;
};

} // namespace

auto print_values(std::string const &written) -> verb_output {
  auto const asked = split(written);
  auto const content = read_input(asked.path);
  if (!content) return {2, {}, unreadable_input(asked.path)};
  auto const unit = python::read_unit(asked.path, *content);
  if (!asked.symbol.empty() && !has_symbol(unit, asked.symbol))
    return {
        2, {}, "prodreview: " + asked.path + " has no function or class " + asked.symbol + ".\n"};
  listing shown{unit};
  for (auto const &it : flow::list_values(unit))
    if (asked.symbol.empty() || is_within(it.within, asked.symbol)) shown.add(it);
  return {0, shown.text(), {}};
}

} // namespace prodreview
