// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Contracts of tensors that the compiler checks: declare tensors, say what operations make of
/// them, and `static_assert(proved<…>)`. Nothing here knows torch; torch.hpp checks live tensors by
/// the same declarations.
#include <prodreview/contract/elementwise.hpp>
#include <prodreview/contract/is.hpp>
#include <prodreview/contract/joining.hpp>
#include <prodreview/contract/products.hpp>
#include <prodreview/contract/proved.hpp>
#include <prodreview/contract/reductions.hpp>
#include <prodreview/contract/signature.hpp>
#include <prodreview/contract/views.hpp>
