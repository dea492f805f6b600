// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/definite_assignment.impl.hpp>
#include <prodreview/flow/never_returns.impl.hpp>
#include <prodreview/flow/paths/condition_reader.impl.hpp>
#include <prodreview/flow/paths/path_state.impl.hpp>
#include <prodreview/flow/paths/walk.impl.hpp>
#include <prodreview/flow/return_drift.impl.hpp>
#include <prodreview/flow/returned.impl.hpp>
