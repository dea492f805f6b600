// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/literal.hpp>

#include <catch2/catch.hpp>

#include <limits>
#include <string>

using prodreview::python::floating_value;
using prodreview::python::integer_text;

TEST_CASE("an integer of any base and size is given in decimal digits") {
  CHECK(integer_text("0") == "0");
  CHECK(integer_text("00_0") == "0");
  CHECK(integer_text("1_000") == "1000");
  CHECK(integer_text("0xFF") == "255");
  CHECK(integer_text("0O1_7") == "15");
  CHECK(integer_text("0b1010") == "10");
  CHECK(integer_text("0x_1_0000_0000_0000_0000") == "18446744073709551616");
  CHECK(integer_text("0xffffffffffffffffffffffffffffffff") ==
        "340282366920938463463374607431768211455");
}

TEST_CASE("an integer that Python would not print is given in hexadecimal") {
  CHECK(integer_text("0x" + std::string(4000, 'f')).starts_with("0xffff"));
  CHECK(integer_text("0b1" + std::string(20'000, '0')) == "0x1" + std::string(5'000, '0'));
}

TEST_CASE("a floating-point literal is read to the nearest value") {
  CHECK(floating_value("1.5") == 1.5);
  CHECK(floating_value("1.") == 1.0);
  CHECK(floating_value(".5") == 0.5);
  CHECK(floating_value("1_0.2_5e+1_0") == 10.25e10);
  CHECK(floating_value("5e-324") == 5e-324);
}

TEST_CASE("beyond the range of double a literal is infinite or zero") {
  auto const infinity = std::numeric_limits<double>::infinity();
  CHECK(floating_value("1e400") == infinity);
  CHECK(floating_value("1e-400") == 0.0);
  CHECK(floating_value("0.0001e99999999999999999999") == infinity);
  CHECK(floating_value("1e-99999999999999999999") == 0.0);
  CHECK(floating_value(std::string(400, '9') + ".0") == infinity);
}
