// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/escapes.impl.hpp>
#include <prodreview/python/literal.impl.hpp>
#include <prodreview/python/repr.impl.hpp>
