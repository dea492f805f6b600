// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

namespace prodreview::python {

/// Fills `in.bindings` from `in.root`: every name means what it means in CPython's own symbol
/// table. Class scopes are invisible to what is nested in them; a comprehension is a scope, its
/// first iterable stands outside; `:=` binds in the function around the comprehension; private
/// names (`__x` in a class) are mangled, so a variable's name may differ from its spelling at its
/// `place`. One pass over the tree, one over its symbols, one over its
/// variables; no recursion along the tree.
void bind(tree::unit &in);

} // namespace prodreview::python

#ifndef PRODREVIEW_COMPILED
#include <prodreview/python/binder.impl.hpp>
#endif
