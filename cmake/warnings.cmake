# SPDX-License-Identifier: Apache-2.0
# The warnings and sanitizers of our own targets; a user of the headers gets none of them.
add_library(prodreview_options INTERFACE)
target_compile_options(prodreview_options INTERFACE -Wall -Wextra -Wpedantic)
# gcc 12 takes the two strings of `"text" + string` for overlapping (its bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(prodreview_options INTERFACE -Wno-restrict)
endif()
if(PRODREVIEW_WERROR)
  target_compile_options(prodreview_options INTERFACE -Werror)
endif()
if(PRODREVIEW_SANITIZE)
  target_compile_options(prodreview_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
  target_link_options(prodreview_options INTERFACE -fsanitize=address,undefined)
endif()
