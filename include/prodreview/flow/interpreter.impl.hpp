// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/interpreter/annotations.impl.hpp>
#include <prodreview/flow/interpreter/bodies.impl.hpp>
#include <prodreview/flow/interpreter/calls.impl.hpp>
#include <prodreview/flow/interpreter/expressions.impl.hpp>
#include <prodreview/flow/interpreter/module_containers.impl.hpp>
#include <prodreview/flow/interpreter/modules.impl.hpp>
#include <prodreview/flow/interpreter/names.impl.hpp>
#include <prodreview/flow/interpreter/narrowing.impl.hpp>
#include <prodreview/flow/interpreter/operators.impl.hpp>
#include <prodreview/flow/interpreter/standard.impl.hpp>
#include <prodreview/flow/interpreter/statements.impl.hpp>
#include <prodreview/flow/interpreter/targets.impl.hpp>
