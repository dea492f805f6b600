// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/decode.hpp>
#include <prodreview/python/single_bytes.hpp>
#include <prodreview/python/unicode_identifier.hpp>
#include <prodreview/python/unicode_names.hpp>
#include <prodreview/text/utf8.hpp>

#include <catch2/catch.hpp>

namespace python = prodreview::python;
namespace utf8 = prodreview::utf8;

TEST_CASE("an identifier begins with a letter or an underscore and goes on with digits and marks") {
  CHECK(python::is_identifier_start(U'a'));
  CHECK(python::is_identifier_start(U'_'));
  CHECK(python::is_identifier_start(U'é'));
  CHECK(python::is_identifier_start(U'变'));
  CHECK_FALSE(python::is_identifier_start(U'1'));
  CHECK_FALSE(python::is_identifier_start(U'\u0301'));
  CHECK(python::is_identifier_continue(U'1'));
  CHECK(python::is_identifier_continue(U'\u0301'));
  CHECK(python::is_identifier_continue(U'·'));
  CHECK_FALSE(python::is_identifier_continue(U'€'));
  CHECK_FALSE(python::is_identifier_continue(U' '));
}

TEST_CASE("two spellings of one identifier have one normal form") {
  CHECK(python::normalize_nfkc("plain_1") == "plain_1");
  CHECK(python::normalize_nfkc("e\u0301te\u0301") == "été");
  CHECK(python::normalize_nfkc("ﬁx") == "fix");
  CHECK(python::normalize_nfkc("ℌ") == "H");
  CHECK(python::normalize_nfkc("µ") == "μ");
  CHECK(python::normalize_nfkc("\u1112\u1161\u11AB") == "한");
}

TEST_CASE("marks are put in the order of their classes before they compose") {
  CHECK(python::normalize_nfkc("q\u0307\u0323") == "q\u0323\u0307");
  CHECK(python::normalize_nfkc("d\u0307\u0323") == "\u1E0D\u0307");
}

TEST_CASE("a character is found by its name or an alias of it, in any case") {
  CHECK(python::character_named("EM DASH") == U'—');
  CHECK(python::character_named("latin small letter a") == U'a');
  CHECK(python::character_named("LF") == U'\n');
  CHECK(python::character_named("EGYPTIAN HIEROGLYPH-13460") == U'\U00013460');
}

TEST_CASE("names of syllables and ideographs are computed, in upper case only") {
  CHECK(python::character_named("HANGUL SYLLABLE GAG") == U'각');
  CHECK(python::character_named("CJK UNIFIED IDEOGRAPH-4E00") == U'一');
  CHECK_FALSE(python::character_named("hangul syllable gag"));
  CHECK_FALSE(python::character_named("CJK UNIFIED IDEOGRAPH-4e00"));
  CHECK_FALSE(python::character_named("CJK UNIFIED IDEOGRAPH-0041"));
}

TEST_CASE("a named sequence and a text that is no name stand for no character") {
  CHECK_FALSE(python::character_named("KEYCAP DIGIT ONE"));
  CHECK_FALSE(python::character_named("EM DASH "));
  CHECK_FALSE(python::character_named(""));
}

TEST_CASE("an encoding is known by all its names") {
  CHECK(python::normalized_encoding("ISO-8859--15") == "iso_8859_15");
  CHECK(python::upper_half_of("latin9")[0xA4 - 0x80] == 0x20AC);
  CHECK(python::upper_half_of("KOI8-R")[0xC1 - 0x80] == 0x0430);
  CHECK(python::upper_half_of("us-ascii")[0] == 0);
  CHECK(python::upper_half_of("shift_jis").empty());
  CHECK(python::find_multibyte("Shift-JIS")->contains_ascii);
  CHECK_FALSE(python::find_multibyte("UTF-7")->contains_ascii);
  CHECK(python::find_multibyte("utf-16") == nullptr);
}

TEST_CASE("an encoding of several bytes per character is read where all is ASCII") {
  auto const unread = [](std::string const &encoding, std::string const &text) {
    return std::string{python::unread_encoding("# coding: " + encoding + "\n" + text)};
  };
  CHECK(unread("gbk", "x = 1\n").empty());
  CHECK_FALSE(python::decode("# coding: gbk\nx = 1\n").error);
  CHECK(unread("gbk", "x = '\xC4\xE3'\n") == "gbk");
  CHECK(python::decode("# coding: gbk\nx = '\xC4\xE3'\n").error);
  CHECK(unread("iso-2022-jp", "x = '\x1B$B$\x22\x1B(B'\n") == "iso-2022-jp");
  CHECK(unread("utf-7", "x = 1\n") == "utf-7");
  CHECK(unread("latin-1", "x = '\xE9'\n").empty());
  CHECK(unread("nonsense", "x = '\xE9'\n").empty());
}

TEST_CASE("UTF-8 is read character by character, and what is none is replaced") {
  CHECK(utf8::decode("é", 0).character == U'é');
  CHECK(utf8::decode("é", 0).length == 2);
  CHECK(utf8::decode("\xED\xA0\x80", 0).character == char32_t{0xD800});
  CHECK(utf8::decode("\xC0\x80", 0).character == U'\uFFFD');
  CHECK(utf8::decode("\xF4\x90\x80\x80", 0).length == 1);
  CHECK(utf8::decode("\xE2\x82", 0).length == 1);
}
