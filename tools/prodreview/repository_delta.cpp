// SPDX-License-Identifier: Apache-2.0
#include "repository_delta.hpp"

#include "git_handle.hpp"
#include <prodreview/review/file_kind.hpp>

namespace prodreview {
namespace {

constexpr std::uint32_t folder_mode = 0040000;
constexpr std::uint32_t no_tree = 0xFFFFFFFFU;
constexpr int deepest_folder = 1000;

/// A file or a folder within a folder.
struct item {
  std::string_view name;
  std::uint32_t mode = 0;
  /// Of a folder of the index: only where git has computed its tree.
  std::optional<object_id> id;
  /// A folder's place among the index's cached trees.
  std::uint32_t cached = no_tree;

  [[nodiscard]] auto is_folder() const -> bool { return mode == folder_mode; }
};

/// The items of one folder in git's order, and what keeps their names alive.
struct listing {
  std::vector<item> items;
  tree_handle names;
};

/// Git sorts a folder as if its name ended with a slash; full paths then rise bytewise.
[[nodiscard]] auto order_of(item const &a, item const &b) -> int {
  auto const common = std::min(a.name.size(), b.name.size());
  if (auto const order = a.name.substr(0, common).compare(b.name.substr(0, common)); order != 0)
    return order;
  auto const next = [&](item const &of) {
    if (of.name.size() > common)
      return static_cast<int>(static_cast<unsigned char>(of.name[common]));
    return of.is_folder() ? int{'/'} : 0;
  };
  if (next(a) != next(b)) return next(a) - next(b);
  return static_cast<int>(a.name.size()) - static_cast<int>(b.name.size());
}

/// One side of a comparison, folder by folder.
class file_tree {
public:
  virtual ~file_tree() = default;
  [[nodiscard]] virtual auto root() const -> item = 0;
  [[nodiscard]] virtual auto list(item const &folder, std::string_view prefix) const
      -> outcome<listing> = 0;
};

class stored_tree final : public file_tree {
public:
  stored_tree(repository const &in, object_id const &id) : in_{in}, id_{id} {}

  [[nodiscard]] auto root() const -> item override { return {"", folder_mode, id_}; }

  [[nodiscard]] auto list(item const &folder, std::string_view) const -> outcome<listing> override {
    listing result;
    if (*folder.id == empty_tree_id) return result;
    auto const id = to_git(*folder.id);
    result.names = taken<tree_handle>(git_tree_lookup, in_.handle(), &id);
    if (!result.names) return missing_object(in_, *folder.id);
    auto const count = git_tree_entrycount(result.names.get());
    result.items.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      auto const *const entry = git_tree_entry_byindex(result.names.get(), i);
      result.items.push_back({git_tree_entry_name(entry),
                              static_cast<std::uint32_t>(git_tree_entry_filemode_raw(entry)),
                              from_git(*git_tree_entry_id(entry))});
    }
    return result;
  }

private:
  repository const &in_;
  object_id id_;
};

/// The index as folders. What is only intended to be added is not there.
class staged_tree final : public file_tree {
public:
  explicit staged_tree(index_file const &index) : index_{index} {}

  [[nodiscard]] auto root() const -> item override {
    item result{"", folder_mode, std::nullopt};
    attach_cached(result, index_.cached_trees().empty() ? no_tree : 0);
    return result;
  }

  [[nodiscard]] auto list(item const &folder, std::string_view prefix) const
      -> outcome<listing> override {
    listing result;
    for (auto const &entry : index_.below(prefix)) {
      if (entry.stage != 0 || entry.is_intent_to_add) continue;
      auto const rest = entry.path.substr(prefix.size());
      auto const slash = rest.find('/');
      if (slash == rest.npos)
        result.items.push_back({rest, entry.mode, entry.id});
      else if (auto const name = rest.substr(0, slash); !ends_with(result.items, name))
        result.items.push_back(below(folder, name));
    }
    return result;
  }

private:
  [[nodiscard]] static auto ends_with(std::vector<item> const &items, std::string_view folder)
      -> bool {
    return !items.empty() && items.back().is_folder() && items.back().name == folder;
  }

  [[nodiscard]] auto below(item const &folder, std::string_view name) const -> item {
    item result{name, folder_mode, std::nullopt};
    if (folder.cached == no_tree) return result;
    auto const trees = index_.cached_trees();
    for (auto i = folder.cached + 1; i < trees[folder.cached].end; i = trees[i].end)
      if (trees[i].name == name) attach_cached(result, i);
    return result;
  }

  void attach_cached(item &folder, std::uint32_t cached) const {
    folder.cached = cached;
    if (cached != no_tree) folder.id = index_.cached_trees()[cached].id;
  }

  index_file const &index_;
};

[[nodiscard]] auto too_deep(std::string_view path) -> problem {
  return {"The folder " + quoted(path.substr(0, 60)) + " is nested too deeply to be reviewed.",
          "Restrict the review with `-- PATHS`."};
}

class comparison {
public:
  comparison(file_tree const &old, file_tree const &now) : old_{old}, now_{now} {}

  [[nodiscard]] auto run() -> outcome<std::vector<delta>> {
    auto const old = old_.root();
    auto const now = now_.root();
    visit(&old, &now);
    if (failed_) return *failed_;
    return std::move(deltas_);
  }

private:
  void visit(item const *old, item const *now) {
    if (failed_ || (old != nullptr && now != nullptr && old->id && old->id == now->id)) return;
    auto const before = prefix_.size();
    auto const &any = old != nullptr ? *old : *now;
    if (!any.name.empty()) prefix_.append(any.name).push_back('/');
    ++depth_;
    if (depth_ > deepest_folder)
      failed_ = too_deep(prefix_);
    else
      merge(listed(old_, old), listed(now_, now));
    --depth_;
    prefix_.resize(before);
  }

  [[nodiscard]] auto listed(file_tree const &side, item const *folder) -> listing {
    if (folder == nullptr || failed_) return {};
    auto result = side.list(*folder, prefix_);
    if (result) return std::move(*result);
    failed_ = result.why();
    return {};
  }

  void merge(listing const &old, listing const &now) {
    auto a = old.items.begin();
    auto b = now.items.begin();
    while (!failed_ && (a != old.items.end() || b != now.items.end())) {
      auto const order = a == old.items.end() ? 1 : b == now.items.end() ? -1 : order_of(*a, *b);
      compare(order <= 0 ? &*a : nullptr, order >= 0 ? &*b : nullptr);
      if (order <= 0) ++a;
      if (order >= 0) ++b;
    }
  }

  void compare(item const *old, item const *now) {
    auto const &any = old != nullptr ? *old : *now;
    if (any.is_folder()) return visit(old, now);
    if (language_of(any.name) == file_language::other) return;
    auto const before = version_of(old);
    auto const after = version_of(now);
    if (before != after) deltas_.push_back({prefix_ + std::string{any.name}, before, after, ""});
  }

  [[nodiscard]] static auto version_of(item const *file) -> std::optional<file_version> {
    auto const type = file == nullptr ? std::nullopt : kind_of_mode(file->mode);
    if (!type) return std::nullopt;
    return file_version{*file->id, *type, false};
  }

  file_tree const &old_;
  file_tree const &now_;
  std::string prefix_;
  int depth_ = 0;
  std::vector<delta> deltas_;
  std::optional<problem> failed_;
};

} // namespace

auto deltas_of_trees(repository const &in, object_id const &old_tree, object_id const &new_tree)
    -> outcome<std::vector<delta>> {
  stored_tree const old{in, old_tree};
  stored_tree const now{in, new_tree};
  return comparison{old, now}.run();
}

auto deltas_to_index(repository const &in, object_id const &old_tree, index_file const &index)
    -> outcome<std::vector<delta>> {
  stored_tree const old{in, old_tree};
  staged_tree const now{index};
  return comparison{old, now}.run();
}

auto kind_of_mode(std::uint32_t mode) -> std::optional<file_version::kind> {
  constexpr std::uint32_t type_bits = 0170000;
  if ((mode & type_bits) == 0100000) return file_version::kind::regular;
  if ((mode & type_bits) == 0120000) return file_version::kind::symbolic_link;
  return std::nullopt;
}

auto missing_object(repository const &in, object_id const &id) -> problem {
  auto const what = "The object " + id.abbreviated() + " is missing from the repository";
  if (in.is_shallow())
    return {what + ": its history is cut (a shallow clone).",
            "Fetch more with `git fetch --unshallow`; in CI set `fetch-depth: 0`."};
  return {what + ".",
          "Fetch it with `git fetch --refetch` (a partial clone), or see what `git fsck` "
          "says."};
}

} // namespace prodreview
