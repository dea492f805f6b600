// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/rule_list.hpp>
#include <prodreview/rule_promises.hpp>
#include <prodreview/rules/correctness/api_newer_than_supported.hpp>
#include <prodreview/rules/correctness/call_signature_mismatch.hpp>
#include <prodreview/rules/correctness/cross_device_op.hpp>
#include <prodreview/rules/correctness/data_attribute.hpp>
#include <prodreview/rules/correctness/discarded_pure_result.hpp>
#include <prodreview/rules/correctness/duplicated_operand.hpp>
#include <prodreview/rules/correctness/graph_kept_alive.hpp>
#include <prodreview/rules/correctness/graph_kept_in_state.hpp>
#include <prodreview/rules/correctness/implicit_softmax_dim.hpp>
#include <prodreview/rules/correctness/inplace_leaf.hpp>
#include <prodreview/rules/correctness/log1p_expm1.hpp>
#include <prodreview/rules/correctness/log_of_normaliser.hpp>
#include <prodreview/rules/correctness/method_not_called.hpp>
#include <prodreview/rules/correctness/missing_comma.hpp>
#include <prodreview/rules/correctness/naive_logsumexp.hpp>
#include <prodreview/rules/correctness/none_result_used.hpp>
#include <prodreview/rules/correctness/option_ignored.hpp>
#include <prodreview/rules/correctness/pattern_string_invalid.hpp>
#include <prodreview/rules/correctness/precedence_surprise.hpp>
#include <prodreview/rules/correctness/prob_logit_confusion.hpp>
#include <prodreview/rules/correctness/refused_factory.hpp>
#include <prodreview/rules/correctness/removed_or_deprecated_api.hpp>
#include <prodreview/rules/correctness/replicated_reference.hpp>
#include <prodreview/rules/correctness/return_arity_drift.hpp>
#include <prodreview/rules/correctness/swapped_arguments.hpp>
#include <prodreview/rules/correctness/unbound_on_path.hpp>
#include <prodreview/rules/correctness/undefined_name.hpp>
#include <prodreview/rules/correctness/unknown_attribute.hpp>
#include <prodreview/rules/correctness/variance_by_difference.hpp>
#include <prodreview/rules/production/assert_on_user_input.hpp>
#include <prodreview/rules/production/broad_except_swallow.hpp>
#include <prodreview/rules/production/evaluated_default.hpp>
#include <prodreview/rules/production/exception_not_raised.hpp>
#include <prodreview/rules/production/suppression_without_reason.hpp>
#include <prodreview/rules/production/syntax_error.hpp>
#include <prodreview/rules/production/unsafe_load.hpp>
#include <prodreview/rules/pytorch/backward_arity.hpp>
#include <prodreview/rules/pytorch/class_level_tensor.hpp>
#include <prodreview/rules/pytorch/ctx_field_mismatch.hpp>
#include <prodreview/rules/pytorch/ctx_holds_tensor.hpp>
#include <prodreview/rules/pytorch/dropout_always_on.hpp>
#include <prodreview/rules/pytorch/factory_without_device.hpp>
#include <prodreview/rules/pytorch/hardcoded_device.hpp>
#include <prodreview/rules/pytorch/missing_no_grad.hpp>
#include <prodreview/rules/pytorch/missing_super_init.hpp>
#include <prodreview/rules/pytorch/needless_transfer.hpp>
#include <prodreview/rules/pytorch/parametric_module_in_forward.hpp>
#include <prodreview/rules/pytorch/path_dependent_detach.hpp>
#include <prodreview/rules/pytorch/requires_grad_typo.hpp>
#include <prodreview/rules/pytorch/state_dict_reference.hpp>
#include <prodreview/rules/pytorch/unregistered_module_state.hpp>
#include <prodreview/rules/pytorch/zero_grad_missing.hpp>
#include <prodreview/rules/quality/unknown_suppression.hpp>
#include <prodreview/rules/quality/unused_suppression.hpp>
#include <prodreview/rules/scalability/quadratic_concatenation.hpp>

#include <array>

/// THE list of rules, one line per rule, sorted by name within its topic.
namespace prodreview {

// clang-format off
using correctness_rules = rule_list<
    rules::api_newer_than_supported,
    rules::call_signature_mismatch,
    rules::cross_device_op,
    rules::data_attribute,
    rules::discarded_pure_result,
    rules::duplicated_operand,
    rules::graph_kept_alive,
    rules::graph_kept_in_state,
    rules::implicit_softmax_dim,
    rules::inplace_leaf,
    rules::log_of_normaliser,
    rules::log1p_expm1,
    rules::method_not_called,
    rules::missing_comma,
    rules::naive_logsumexp,
    rules::none_result_used,
    rules::option_ignored,
    rules::pattern_string_invalid,
    rules::precedence_surprise,
    rules::prob_logit_confusion,
    rules::refused_factory,
    rules::removed_or_deprecated_api,
    rules::replicated_reference,
    rules::return_arity_drift,
    rules::swapped_arguments,
    rules::unbound_on_path,
    rules::undefined_name,
    rules::unknown_attribute,
    rules::variance_by_difference
>;
// clang-format on

using scalability_rules = rule_list<rules::quadratic_concatenation>;

// clang-format off
using production_rules = rule_list<
    rules::assert_on_user_input,
    rules::broad_except_swallow,
    rules::evaluated_default,
    rules::exception_not_raised,
    rules::unsafe_load
>;
// clang-format on

using quality_rules = rule_list<>;

// clang-format off
using pytorch_rules = rule_list<
    rules::backward_arity,
    rules::class_level_tensor,
    rules::ctx_field_mismatch,
    rules::ctx_holds_tensor,
    rules::dropout_always_on,
    rules::factory_without_device,
    rules::hardcoded_device,
    rules::missing_no_grad,
    rules::missing_super_init,
    rules::needless_transfer,
    rules::parametric_module_in_forward,
    rules::path_dependent_detach,
    rules::requires_grad_typo,
    rules::state_dict_reference,
    rules::unregistered_module_state,
    rules::zero_grad_missing
>;
// clang-format on

static_assert(is_well_formed<correctness_rules>, "the correctness rules are sorted by name");
static_assert(is_well_formed<scalability_rules>, "the scalability rules are sorted by name");
static_assert(is_well_formed<production_rules>, "the production rules are sorted by name");
static_assert(is_well_formed<quality_rules>, "the quality rules are sorted by name");
static_assert(is_well_formed<pytorch_rules>, "the pytorch rules are sorted by name");

/// What the engine itself finds, without a `check`.
inline constexpr std::array<rule_info const *, 4> engine_rules{
    &rules::suppression_without_reason::info,
    &rules::syntax_error::info,
    &rules::unknown_suppression::info,
    &rules::unused_suppression::info,
};

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/rule_table.impl.hpp>
#endif
