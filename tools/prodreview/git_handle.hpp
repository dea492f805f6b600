// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "object_id.hpp"

#include <git2.h>

#include <cstring>
#include <memory>

namespace prodreview {

/// Owns an object of libgit2: `git_handle<git_commit, git_commit_free>`.
template <auto Free> struct freed_by {
  template <class Object> void operator()(Object *object) const { Free(object); }
};
template <class Object, auto Free> using git_handle = std::unique_ptr<Object, freed_by<Free>>;

using commit_handle = git_handle<git_commit, git_commit_free>;
using tree_handle = git_handle<git_tree, git_tree_free>;
using object_handle = git_handle<git_object, git_object_free>;
using reference_handle = git_handle<git_reference, git_reference_free>;
using config_handle = git_handle<git_config, git_config_free>;

/// Takes what a function of libgit2 returns in its first parameter; empty when it fails.
template <class Handle, class Function, class... Arguments>
[[nodiscard]] auto taken(Function function, Arguments... arguments) -> Handle {
  typename Handle::pointer made = nullptr;
  if (function(&made, arguments...) < 0) return {};
  return Handle{made};
}

[[nodiscard]] inline auto to_git(object_id const &id) -> git_oid {
  git_oid result;
  std::memcpy(result.id, id.bytes.data(), object_id::size);
  return result;
}
[[nodiscard]] inline auto from_git(git_oid const &id) -> object_id {
  object_id result;
  std::memcpy(result.bytes.data(), id.id, object_id::size);
  return result;
}

/// What libgit2 says of its last failure, for sentences that quote it.
[[nodiscard]] inline auto last_git_error() -> std::string {
  auto const *const error = git_error_last();
  return error == nullptr || error->message == nullptr ? "no reason given" : error->message;
}

} // namespace prodreview
