// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/tree/unit.hpp>

#include <span>
#include <string>

namespace prodreview {

/// The first sentence of the module's docstring, on one line and with a final dot; empty where
/// there is no docstring, or only a licence.
[[nodiscard]] auto docstring_sentence(tree::unit const &in) -> std::string;

/// What a change is about: the first two distinct sentences, else the first few symbols, each with
/// how many are not named. Empty for nothing.
[[nodiscard]] auto purpose_of(std::span<std::string const> sentences,
                              std::span<std::string const> symbols) -> std::string;

} // namespace prodreview

#ifndef PRODREVIEW_COMPILED
#include <prodreview/review/purpose.impl.hpp>
#endif
