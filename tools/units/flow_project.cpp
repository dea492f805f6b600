// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/api/fit.impl.hpp>
#include <prodreview/flow/api/names.impl.hpp>
#include <prodreview/flow/callee.impl.hpp>
#include <prodreview/flow/interface.impl.hpp>
#include <prodreview/flow/kept_facts.impl.hpp>
#include <prodreview/flow/module_paths.impl.hpp>
#include <prodreview/flow/name_filter.impl.hpp>
#include <prodreview/flow/project.impl.hpp>
#include <prodreview/flow/project_names.impl.hpp>
#include <prodreview/flow/project_outside.impl.hpp>
#include <prodreview/flow/signature.impl.hpp>
