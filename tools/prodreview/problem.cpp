// SPDX-License-Identifier: Apache-2.0
#include "problem.hpp"

namespace prodreview {

auto quoted(std::string_view name) -> std::string {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "`";
  for (char const each : name) {
    auto const byte = static_cast<unsigned char>(each);
    if (byte < 0x20 || byte == 0x7F)
      text.append({'\\', 'x', digits[byte >> 4U], digits[byte & 15U]});
    else
      text.push_back(each);
  }
  text.push_back('`');
  return text;
}

auto to_text(problem const &why) -> std::string {
  return "prodreview: " + why.what + "\n" +
         (why.remedy.empty() ? "" : "  help: " + why.remedy + "\n");
}

} // namespace prodreview
