// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/repr.hpp>

#include <catch2/catch.hpp>

#include <limits>
#include <string>

namespace python = prodreview::python;

TEST_CASE("a string is quoted so that little has to be escaped") {
  CHECK(python::repr_of_string("a") == "'a'");
  CHECK(python::repr_of_string("it's") == "\"it's\"");
  CHECK(python::repr_of_string("it's \"so\"") == R"('it\'s "so"')");
}

TEST_CASE("a string shows what can be printed and escapes the rest") {
  CHECK(python::repr_of_string("é—日😀") == "'é—日😀'");
  CHECK(python::repr_of_string("\n\t\r\\") == R"('\n\t\r\\')");
  CHECK(python::repr_of_string(std::string("\0\x7f", 2)) == R"('\x00\x7f')");
  CHECK(python::repr_of_string("\u00a0\u200b\U000e0001") == R"('\xa0\u200b\U000e0001')");
  CHECK(python::repr_of_string("\xED\xA0\x80") == R"('\ud800')");
}

TEST_CASE("bytes show ASCII only") { CHECK(python::repr_of_bytes("a\xe9'\n") == R"(b"a\xe9'\n")"); }

TEST_CASE("a float has its shortest digits, in the notation that Python picks") {
  CHECK(python::repr_of_float(1) == "1.0");
  CHECK(python::repr_of_float(0.1) == "0.1");
  CHECK(python::repr_of_float(123456789.125) == "123456789.125");
  CHECK(python::repr_of_float(1e15) == "1000000000000000.0");
  CHECK(python::repr_of_float(1e16) == "1e+16");
  CHECK(python::repr_of_float(0.0001) == "0.0001");
  CHECK(python::repr_of_float(0.00001) == "1e-05");
  CHECK(python::repr_of_float(1.5e300) == "1.5e+300");
  CHECK(python::repr_of_float(0) == "0.0");
  CHECK(python::repr_of_float(std::numeric_limits<double>::infinity()) == "inf");
}

TEST_CASE("an imaginary number has no point where it is whole") {
  CHECK(python::repr_of_imaginary(1) == "1j");
  CHECK(python::repr_of_imaginary(0.5) == "0.5j");
  CHECK(python::repr_of_imaginary(1e16) == "1e+16j");
  CHECK(python::repr_of_imaginary(std::numeric_limits<double>::infinity()) == "infj");
}
