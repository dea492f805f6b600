// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The core is header-only: a user includes a header and is done. Our own build defines
/// PRODREVIEW_COMPILED and compiles each `*.impl.hpp` once, in `tools/units/`; then the definitions
/// are ordinary functions.
#ifdef PRODREVIEW_COMPILED
#define PRODREVIEW_INLINE
#else
#define PRODREVIEW_INLINE inline
#endif
