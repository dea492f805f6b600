// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "repository.hpp"
#include <prodreview/flow/kept_facts.hpp>

#include <memory>
#include <string>

namespace prodreview {

/// Facts about stored texts, kept between runs in `prodreview/` of the repository's common git
/// directory. A file of it holds what one run found; files are only ever added whole and removed,
/// so runs may overlap. What was written by another build of the tool, or is damaged, is not seen.
class fact_cache : public flow::fact_store {
public:
  /// Writes down what this run found. That it cannot is no error: nothing is kept then.
  virtual void save() = 0;
};

/// Null where facts cannot be told from those of another build.
[[nodiscard]] auto open_fact_cache(repository const &in) -> std::unique_ptr<fact_cache>;

/// The same in any folder, for any build that `tool` names.
[[nodiscard]] auto open_fact_cache(std::string folder, std::string const &tool)
    -> std::unique_ptr<fact_cache>;

} // namespace prodreview
