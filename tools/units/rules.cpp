// SPDX-License-Identifier: Apache-2.0
#include <prodreview/rule_table.impl.hpp>
#include <prodreview/rules/support/returned_values.impl.hpp>
#include <prodreview/rules/support/tensor.impl.hpp>
