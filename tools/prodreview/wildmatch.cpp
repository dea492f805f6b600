// SPDX-License-Identifier: Apache-2.0
#include "wildmatch.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace prodreview {
namespace {

[[nodiscard]] auto lower(char byte) -> char {
  return 'A' <= byte && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

/// Reads the pattern from left to right and keeps which prefixes of the text match what was read.
class matcher {
public:
  matcher(std::string_view pattern, std::string_view text, wildmatch_mode mode)
      : pattern_{pattern}, text_{text}, mode_{mode}, reached_(text.size() + 1) {
    reached_[0] = 1;
  }

  [[nodiscard]] auto run() -> bool {
    while (at_ < pattern_.size()) step();
    return reached_.back() != 0;
  }

private:
  void step() {
    switch (pattern_[at_]) {
    case '*': star(); break;
    case '?': ++at_, advance([&](char byte) { return !is_barrier(byte); }); break;
    case '[':
      if (bracket()) break;
      [[fallthrough]];
    default: literal();
    }
  }

  [[nodiscard]] auto is_barrier(char byte) const -> bool {
    return byte == '/' && !mode_.star_crosses_slash;
  }

  void literal() {
    if (pattern_[at_] == '\\' && at_ + 1 < pattern_.size()) ++at_;
    auto const wanted = pattern_[at_++];
    advance([&](char byte) {
      return byte == wanted || (mode_.ignores_case && lower(byte) == lower(wanted));
    });
  }

  void star() {
    auto const first = at_;
    while (at_ < pattern_.size() && pattern_[at_] == '*') ++at_;
    auto const starts_component = first == 0 || pattern_[first - 1] == '/';
    auto const ends_component = at_ == pattern_.size() || pattern_[at_] == '/';
    auto const is_double = at_ - first == 2 && starts_component && ends_component;
    if (mode_.star_crosses_slash || (is_double && at_ == pattern_.size()))
      extend([](char) { return true; });
    else if (is_double)
      any_folders();
    else
      extend([](char byte) { return byte != '/'; });
  }

  /// `**/`: nothing, or anything that ends with a slash.
  void any_folders() {
    ++at_;
    bool seen = false;
    for (std::size_t i = 0; i < reached_.size(); ++i) {
      auto const after_slash = seen && text_[i - 1] == '/';
      seen = seen || reached_[i] != 0;
      if (after_slash) reached_[i] = 1;
    }
  }

  template <class Accepts> void extend(Accepts const &accepts) {
    for (std::size_t i = 0; i < text_.size(); ++i)
      if (reached_[i] != 0 && accepts(text_[i])) reached_[i + 1] = 1;
  }

  template <class Accepts> void advance(Accepts const &accepts) {
    for (auto i = text_.size(); i > 0; --i)
      reached_[i] = reached_[i - 1] != 0 && accepts(text_[i - 1]) ? 1 : 0;
    reached_[0] = 0;
  }

  /// `[a-z]`, `[!a-z]`; false where no `]` ends it, and it is a character like others.
  [[nodiscard]] auto bracket() -> bool {
    auto const is_negated =
        at_ + 1 < pattern_.size() && (pattern_[at_ + 1] == '!' || pattern_[at_ + 1] == '^');
    auto const first = at_ + (is_negated ? 2 : 1);
    auto const end = pattern_.find(']', first + 1);
    if (first >= pattern_.size() || end == pattern_.npos) return false;
    auto const set = pattern_.substr(first, end - first);
    at_ = end + 1;
    advance([&](char byte) { return !is_barrier(byte) && contains(set, byte) != is_negated; });
    return true;
  }

  [[nodiscard]] auto contains(std::string_view set, char byte) const -> bool {
    for (std::size_t i = 0; i < set.size(); ++i) {
      auto const is_range = i + 2 < set.size() && set[i + 1] == '-';
      auto const low = set[i];
      auto const high = is_range ? set[i + 2] : low;
      if (is_range) i += 2;
      if (is_between(low, byte, high)) return true;
      if (mode_.ignores_case && is_between(lower(low), lower(byte), lower(high))) return true;
    }
    return false;
  }

  [[nodiscard]] static auto is_between(char low, char byte, char high) -> bool {
    auto const order = [](char each) { return static_cast<unsigned char>(each); };
    return order(low) <= order(byte) && order(byte) <= order(high);
  }

  std::string_view pattern_;
  std::string_view text_;
  wildmatch_mode mode_;
  std::size_t at_ = 0;
  std::vector<unsigned char> reached_;
};

} // namespace

auto has_wildcard(std::string_view pattern) -> bool {
  return pattern.find_first_of("*?[\\") != pattern.npos;
}

auto wildmatch(std::string_view pattern, std::string_view text, wildmatch_mode mode) -> bool {
  return matcher{pattern, text, mode}.run();
}

} // namespace prodreview
