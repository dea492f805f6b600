// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/interpreter.impl.hpp>
#include <prodreview/flow/listing.impl.hpp>
#include <prodreview/flow/module_values.impl.hpp>
