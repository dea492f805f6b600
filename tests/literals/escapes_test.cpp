// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/literal_text.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

namespace {

using prodreview::python::decode_literal;
using prodreview::python::decode_verbatim;
using prodreview::python::literal_type;
using prodreview::tree::piece_form;

[[nodiscard]] auto text(std::string_view written, piece_form form = piece_form::plain) {
  return decode_literal(written, form, literal_type::text).value;
}
[[nodiscard]] auto bytes(std::string_view written, piece_form form = piece_form::plain) {
  return decode_literal(written, form, literal_type::bytes).value;
}
[[nodiscard]] auto problem(std::string_view written, literal_type type = literal_type::text) {
  return decode_literal(written, piece_form::plain, type).problem;
}

} // namespace

TEST_CASE("escapes are decoded") {
  CHECK(text(R"(\n\t\\\'\"\a\b\f\r\v)") == "\n\t\\'\"\a\b\f\r\v");
  CHECK(text(R"(\x41\u00e9\U0001F600)") == "Aé😀");
  CHECK(text(R"(\N{EM DASH})") == "—");
  CHECK(text(R"(\101\0)") == std::string("A\0", 2));
  CHECK(text(R"(\777)") == "\u01FF");
}

TEST_CASE("a lone surrogate is kept") { CHECK(text(R"(\ud800)") == "\xED\xA0\x80"); }

TEST_CASE("an unknown escape keeps its backslash") {
  CHECK(text(R"(\q\d)") == R"(\q\d)");
  CHECK(text("a\\") == "a\\");
}

TEST_CASE("a raw literal has no escapes") { CHECK(text(R"(\n\x)", piece_form::raw) == R"(\n\x)"); }

TEST_CASE("line ends are read as \\n, and an escaped one is nothing") {
  CHECK(text("a\r\nb\rc\nd") == "a\nb\nc\nd");
  CHECK(text("a\\\r\nb\\\rc\\\nd") == "abcd");
  CHECK(text("a\r\n", piece_form::raw) == "a\n");
}

TEST_CASE("bytes know no characters by number or name") {
  CHECK(bytes(R"(\xe9\377\400)") == std::string("\xe9\xff\0", 3));
  CHECK(bytes(R"(\u00e9\N{EM DASH})") == R"(\u00e9\N{EM DASH})");
}

TEST_CASE("doubled braces in the text of an f-string are one") {
  CHECK(text("{{a}}", piece_form::format) == "{a}");
  CHECK(text("{{a}}", piece_form::raw_format) == "{a}");
  CHECK(text(R"(\{{)", piece_form::format) == R"(\{)");
  CHECK(text(R"(\N{EM DASH}}})", piece_form::format) == "—}");
  CHECK(text("{{a}}") == "{{a}}");
}

TEST_CASE("what CPython refuses is refused in its words, with its count of places") {
  CHECK(problem(R"(\x4)") == "(unicode error) 'unicodeescape' codec can't decode bytes in position "
                             "0-2: truncated \\xXX escape");
  CHECK(problem(R"(é\N{no such name})") ==
        "(unicode error) 'unicodeescape' codec can't decode bytes in position 10-25: unknown "
        "Unicode character name");
  CHECK(problem(R"(\U00110000)").ends_with("0-9: illegal Unicode character"));
  CHECK(problem(R"(a\xg)", literal_type::bytes) ==
        "(value error) invalid \\x escape at position 1");
  CHECK(problem(R"(\x41\q)").empty());
}

TEST_CASE("the source of an expression is kept without its comments") {
  CHECK(decode_verbatim(" a + 1 ") == " a + 1 ");
  CHECK(decode_verbatim("a # c\n = ") == "a \n = ");
  CHECK(decode_verbatim("'#' # c\r\n") == "'#' \n");
  CHECK(decode_verbatim("'#'") == "'#'");
}
