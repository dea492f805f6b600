// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/review/line_difference.hpp>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace prodreview::detail {

inline constexpr std::uint32_t no_line = 0xFFFFFFFFU;

/// A rectangle of line pairs: half-open ranges of both sides.
struct difference_region {
  std::uint32_t old_begin = 0;
  std::uint32_t old_end = 0;
  std::uint32_t new_begin = 0;
  std::uint32_t new_end = 0;

  [[nodiscard]] auto old_size() const -> std::uint32_t { return old_end - old_begin; }
  [[nodiscard]] auto new_size() const -> std::uint32_t { return new_end - new_begin; }
  [[nodiscard]] auto cells() const -> std::uint64_t {
    return std::uint64_t{old_size()} * new_size();
  }
};

struct line_pair {
  std::uint32_t old_line = 0;
  std::uint32_t new_line = 0;
};

class line_difference {
public:
  line_difference(std::span<std::string_view const> old_lines,
                  std::span<std::string_view const> new_lines)
      : kept_{std::vector<std::uint8_t>(old_lines.size()),
              std::vector<std::uint8_t>(new_lines.size())} {
    auto const whole = without_equal_ends(old_lines, new_lines);
    if (whole.cells() == 0) return;
    number(old_lines, new_lines, whole);
    anchoring_budget_ = 64 * (std::uint64_t{whole.old_size()} + whole.new_size());
    pending_.push_back(whole);
    while (!pending_.empty()) {
      auto const region = pending_.back();
      pending_.pop_back();
      solve(without_equal_ends<std::uint32_t>(old_, new_, region));
    }
  }

  [[nodiscard]] auto result() && -> kept_lines { return std::move(kept_); }

private:
  template <class Line>
  [[nodiscard]] auto without_equal_ends(std::span<Line const> old_lines,
                                        std::span<Line const> new_lines, difference_region in)
      -> difference_region {
    while (in.cells() > 0 && old_lines[in.old_begin] == new_lines[in.new_begin])
      keep({in.old_begin++, in.new_begin++});
    while (in.cells() > 0 && old_lines[in.old_end - 1] == new_lines[in.new_end - 1])
      keep({--in.old_end, --in.new_end});
    return in;
  }
  [[nodiscard]] auto without_equal_ends(std::span<std::string_view const> old_lines,
                                        std::span<std::string_view const> new_lines)
      -> difference_region {
    difference_region const whole{0, static_cast<std::uint32_t>(old_lines.size()), 0,
                                  static_cast<std::uint32_t>(new_lines.size())};
    return without_equal_ends<std::string_view>(old_lines, new_lines, whole);
  }

  /// Equal lines get equal numbers, given in the order of appearance.
  void number(std::span<std::string_view const> old_lines,
              std::span<std::string_view const> new_lines, difference_region const &in) {
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    numbers.reserve(in.old_size() + in.new_size());
    auto const number_of = [&](std::string_view line) {
      return numbers.emplace(line, static_cast<std::uint32_t>(numbers.size())).first->second;
    };
    old_.assign(old_lines.size(), no_line);
    new_.assign(new_lines.size(), no_line);
    for (auto i = in.old_begin; i < in.old_end; ++i) old_[i] = number_of(old_lines[i]);
    for (auto i = in.new_begin; i < in.new_end; ++i) new_[i] = number_of(new_lines[i]);
    old_counts_.assign(numbers.size(), 0);
    new_counts_.assign(numbers.size(), 0);
    places_.assign(numbers.size(), no_line);
    old_places_.assign(numbers.size(), no_line);
  }

  void keep(line_pair pair) {
    kept_.old_side[pair.old_line] = 1;
    kept_.new_side[pair.new_line] = 1;
  }

  void solve(difference_region const &in) {
    if (in.cells() == 0) return;
    if (in.cells() > exact_cells && cut_at_anchors(in)) return;
    if (in.cells() <= most_cells) keep_longest(in);
  }

  [[nodiscard]] auto cut_at_anchors(difference_region const &in) -> bool {
    auto const work = std::uint64_t{in.old_size()} + in.new_size();
    if (work > anchoring_budget_) return false;
    anchoring_budget_ -= work;
    auto const anchors = longest_rising(unique_pairs(in));
    auto rest = in;
    for (auto const &anchor : anchors) {
      keep(anchor);
      pending_.push_back({rest.old_begin, anchor.old_line, rest.new_begin, anchor.new_line});
      rest.old_begin = anchor.old_line + 1;
      rest.new_begin = anchor.new_line + 1;
    }
    if (!anchors.empty()) pending_.push_back(rest);
    return !anchors.empty();
  }

  /// The lines that stand exactly once on each side of the region, in the old order.
  [[nodiscard]] auto unique_pairs(difference_region const &in) -> std::vector<line_pair> {
    for (auto i = in.old_begin; i < in.old_end; ++i) ++old_counts_[old_[i]];
    for (auto i = in.new_begin; i < in.new_end; ++i) ++new_counts_[new_[i]], places_[new_[i]] = i;
    std::vector<line_pair> pairs;
    for (auto i = in.old_begin; i < in.old_end; ++i)
      if (old_counts_[old_[i]] == 1 && new_counts_[old_[i]] == 1)
        pairs.push_back({i, places_[old_[i]]});
    for (auto i = in.old_begin; i < in.old_end; ++i) old_counts_[old_[i]] = 0;
    for (auto i = in.new_begin; i < in.new_end; ++i) new_counts_[new_[i]] = 0;
    return pairs;
  }

  /// The longest subsequence whose new lines rise, by patience sorting.
  [[nodiscard]] static auto longest_rising(std::vector<line_pair> const &pairs)
      -> std::vector<line_pair> {
    std::vector<std::uint32_t> tops;
    std::vector<std::uint32_t> previous(pairs.size(), no_line);
    for (std::uint32_t i = 0; i < pairs.size(); ++i) {
      auto const pile = std::partition_point(tops.begin(), tops.end(), [&](std::uint32_t top) {
        return pairs[top].new_line < pairs[i].new_line;
      });
      if (pile != tops.begin()) previous[i] = *std::prev(pile);
      if (pile == tops.end())
        tops.push_back(i);
      else
        *pile = i;
    }
    std::vector<line_pair> rising;
    for (auto i = tops.empty() ? no_line : tops.back(); i != no_line; i = previous[i])
      rising.push_back(pairs[i]);
    std::reverse(rising.begin(), rising.end());
    return rising;
  }

  /// A longest common subsequence by bits: in the row of a new line, the bit of an old line is 0
  /// where that old line makes the longest common subsequence of both prefixes one longer.
  void keep_longest(difference_region const &in) {
    auto const words = (in.old_size() + 63) / 64;
    rows_.assign(std::uint64_t{words} * in.new_size(), 0);
    same_before_.assign(in.old_size(), no_line);
    std::vector<std::uint64_t> equal(words);
    for (std::uint32_t i = 0; i < in.old_size(); ++i)
      same_before_[i] = std::exchange(places_at(in, i), i);
    std::vector<std::uint64_t> const ones(words, ~std::uint64_t{0});
    auto const *above = ones.data();
    for (std::uint32_t row = 0; row < in.new_size(); ++row) {
      auto *const current = rows_.data() + std::uint64_t{row} * words;
      fill_row(in, row, {above, words}, {current, words}, equal);
      above = current;
    }
    for (std::uint32_t i = 0; i < in.old_size(); ++i) places_at(in, i) = no_line;
    trace_back(in, words);
  }

  [[nodiscard]] auto places_at(difference_region const &in, std::uint32_t column)
      -> std::uint32_t & {
    return old_places_[old_[in.old_begin + column]];
  }

  void fill_row(difference_region const &in, std::uint32_t row,
                std::span<std::uint64_t const> above, std::span<std::uint64_t> current,
                std::vector<std::uint64_t> &equal) {
    std::fill(equal.begin(), equal.end(), 0);
    for (auto at = old_places_[new_[in.new_begin + row]]; at != no_line; at = same_before_[at])
      equal[at / 64] |= std::uint64_t{1} << (at % 64);
    std::uint64_t carry = 0;
    for (std::size_t word = 0; word < current.size(); ++word) {
      auto const both = above[word] & equal[word];
      auto const partial = above[word] + carry;
      auto const sum = partial + both;
      carry = (partial < carry || sum < both) ? 1 : 0;
      current[word] = sum | (above[word] & ~equal[word]);
    }
  }

  void trace_back(difference_region const &in, std::uint32_t words) {
    auto const is_step = [&](std::uint32_t row, std::uint32_t column) {
      return ((rows_[std::uint64_t{row} * words + column / 64] >> (column % 64)) & 1U) == 0;
    };
    auto row = in.new_size();
    auto column = in.old_size();
    while (row > 0 && column > 0) {
      if (!is_step(row - 1, column - 1))
        --column;
      else if (row > 1 && is_step(row - 2, column - 1))
        --row;
      else
        keep({in.old_begin + --column, in.new_begin + --row});
    }
  }

  kept_lines kept_;
  std::vector<std::uint32_t> old_;
  std::vector<std::uint32_t> new_;
  std::vector<std::uint32_t> old_counts_;
  std::vector<std::uint32_t> new_counts_;
  std::vector<std::uint32_t> places_;
  std::vector<std::uint32_t> old_places_;
  std::vector<std::uint32_t> same_before_;
  std::vector<std::uint64_t> rows_;
  std::vector<difference_region> pending_;
  std::uint64_t anchoring_budget_ = 0;
};

PRODREVIEW_INLINE auto kept_by(std::span<std::string_view const> old_lines,
                               std::span<std::string_view const> new_lines) -> kept_lines {
  return line_difference{old_lines, new_lines}.result();
}

} // namespace prodreview::detail
