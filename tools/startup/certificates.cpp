// SPDX-License-Identifier: Apache-2.0

/// libgit2 reads the system's certificates when it starts, which takes longer than most reviews. We
/// never open a connection, so this function stands in front of the one that reads them. (The
/// linker exports it; `tests/repository` checks that libgit2 finds it.)
extern "C" auto mbedtls_x509_crt_parse_file(void * /*chain*/, char const * /*path*/) -> int {
  return -1;
}
