// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/definite_assignment.impl.hpp>
#include <prodreview/flow/never_returns.impl.hpp>
#include <prodreview/flow/paths/condition_comparisons.impl.hpp>
#include <prodreview/flow/paths/condition_constants.impl.hpp>
#include <prodreview/flow/paths/condition_reader.impl.hpp>
#include <prodreview/flow/paths/condition_subjects.impl.hpp>
#include <prodreview/flow/paths/path_state.impl.hpp>
#include <prodreview/flow/paths/walk.impl.hpp>
#include <prodreview/flow/paths/walk_bindings.impl.hpp>
#include <prodreview/flow/paths/walk_endings.impl.hpp>
#include <prodreview/flow/paths/walk_exceptions.impl.hpp>
#include <prodreview/flow/paths/walk_expressions.impl.hpp>
#include <prodreview/flow/paths/walk_loops.impl.hpp>
#include <prodreview/flow/paths/walk_patterns.impl.hpp>
#include <prodreview/flow/paths/walk_statements.impl.hpp>
#include <prodreview/flow/return_drift.impl.hpp>
#include <prodreview/flow/returned.impl.hpp>
