// SPDX-License-Identifier: Apache-2.0
#include "option_table.hpp"
#include "option_table_text.hpp"

namespace prodreview {

namespace {

constexpr std::size_t comment_width = 88;

/// The words of a text on lines of comment.
[[nodiscard]] auto commented(std::string_view text) -> std::string {
  std::string lines;
  std::string line = "#";
  while (!text.empty()) {
    auto const word = text.substr(0, text.find(' '));
    if (line.size() + 1 + word.size() > comment_width) {
      lines += line + '\n';
      line.resize(1);
    }
    line.append(" ").append(word);
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return lines + line + '\n';
}

[[nodiscard]] auto entry(option const &of) -> std::string {
  auto const is_base = of.key == "extends";
  auto const value = is_base ? of.initial : of.example;
  auto doc = std::string{of.doc};
  if (of.planned) doc += " (No rule of this version depends on it yet.)";
  auto text = '\n' + commented(doc);
  text.append(is_base ? "" : "# ").append(of.key).append(": ").append(value);
  return text + '\n';
}

} // namespace

auto first_configuration() -> std::string {
  auto text = commented("What `git prodreview` reviews in this repository, and how strictly. Take "
                        "the `# ` away from what you want to set; the values are examples. "
                        "`prodreview config check` says what is wrong with this file, and "
                        "`prodreview config show` what holds and where it was set.");
  for (auto const &each : options()) text += entry(each);
  return text;
}

} // namespace prodreview
