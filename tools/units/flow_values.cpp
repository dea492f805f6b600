// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/class_layout.impl.hpp>
#include <prodreview/flow/domains.impl.hpp>
#include <prodreview/flow/domains/constant/constant.impl.hpp>
#include <prodreview/flow/domains/kind/kind.impl.hpp>
#include <prodreview/flow/memory.impl.hpp>
#include <prodreview/flow/operators/row.impl.hpp>
#include <prodreview/flow/state.impl.hpp>
#include <prodreview/flow/symbol.impl.hpp>
