// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/dump.hpp>
#include <prodreview/python/parser.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

/// Our answers to the requests that `oracle.py` describes, in the same words.
namespace {

namespace python = prodreview::python;
namespace tree = prodreview::tree;

[[nodiscard]] constexpr auto crc32_table() -> std::array<std::uint32_t, 256> {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    table[i] = i;
    for (int bit = 0; bit < 8; ++bit)
      table[i] = table[i] >> 1U ^ (0xEDB88320U & (0U - (table[i] & 1U)));
  }
  return table;
}

[[nodiscard]] auto crc32(std::string_view text) -> std::uint32_t {
  static constexpr auto table = crc32_table();
  std::uint32_t sum = ~0U;
  for (char const byte : text)
    sum = table[(sum ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ sum >> 8U;
  return ~sum;
}

[[nodiscard]] auto adler32(std::string_view text) -> std::uint32_t {
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  for (char const byte : text) {
    low = (low + static_cast<unsigned char>(byte)) % 65521;
    high = (high + low) % 65521;
  }
  return high << 16U | low;
}

[[nodiscard]] auto hexadecimal(std::uint32_t value) -> std::string {
  std::string text;
  for (int shift = 28; shift >= 0; shift -= 4)
    text += "0123456789abcdef"[value >> static_cast<unsigned>(shift) & 0xFU];
  return text;
}

[[nodiscard]] auto answer(tree::unit const &unit) -> std::string {
  if (!unit.errors.empty()) {
    auto const &error = unit.errors.front();
    auto const line = unit.source.lines().line_of(error.range.begin);
    return "error " + std::to_string(line) + " SyntaxError: " + error.message;
  }
  auto const text = python::dump(unit);
  return "tree " + hexadecimal(crc32(text)) + "-" + hexadecimal(adler32(text)) + "-" +
         std::to_string(text.size());
}

[[nodiscard]] auto read_file(std::string const &path) -> std::string {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

[[nodiscard]] auto programs_of(std::string_view pack) -> std::vector<std::string_view> {
  std::vector<std::string_view> programs;
  while (!pack.empty()) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i)
      size |= std::size_t{static_cast<unsigned char>(pack[i])} << (8 * i);
    programs.push_back(pack.substr(4, size));
    pack.remove_prefix(4 + size);
  }
  return programs;
}

void write_digests(std::string_view pack) {
  for (auto const program : programs_of(pack))
    std::cout << answer(python::parse("program.py", program)) << '\n';
}

void write_dumps(std::string_view pack, std::string const &path) {
  std::ofstream file{path, std::ios::binary};
  std::string_view separator;
  for (auto const program : programs_of(pack)) {
    auto const unit = python::parse("program.py", program);
    file << separator << (unit.errors.empty() ? python::dump(unit) : std::string{});
    separator = "\n";
  }
}

void serve(std::string const &request) {
  auto const pack = read_file(request.substr(request.rfind('\t') + 1));
  auto const what = request.substr(0, request.find('\t'));
  if (what == "digest")
    write_digests(pack);
  else
    write_dumps(pack, request.substr(what.size() + 1, request.rfind('\t') - what.size() - 1));
  std::cout << std::endl;
}

} // namespace

auto main() -> int {
  for (std::string request; std::getline(std::cin, request);) serve(request);
}
