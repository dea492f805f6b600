// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/single_bytes.impl.hpp>
#include <prodreview/python/unicode_identifier.impl.hpp>
#include <prodreview/python/unicode_names.impl.hpp>
