// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/literal.impl.hpp>
#include <prodreview/python/literal_text.impl.hpp>
#include <prodreview/python/repr.impl.hpp>
