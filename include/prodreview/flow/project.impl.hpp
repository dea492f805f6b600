// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/project.hpp>
#include <prodreview/text/holds_word.hpp>
#include <prodreview/text/joined.hpp>

#include <algorithm>
#include <utility>

namespace prodreview::flow {
namespace detail {

/// How many names are looked at to resolve one: import cycles end there.
inline constexpr int most_project_steps = 256;
/// How many derived classes are asked for derived ones of their own.
inline constexpr std::size_t most_derived = 64;

inline constexpr class_interface const *no_class = nullptr;

[[nodiscard]] inline auto bytes_of(module_interface const &it, std::string_view) -> std::string {
  return to_bytes(it);
}
[[nodiscard]] inline auto bytes_of(module_values const &it, std::string_view path) -> std::string {
  return to_bytes(it, path);
}
[[nodiscard]] inline auto bytes_of(name_filter const &it, std::string_view) -> std::string {
  return to_bytes(it);
}

/// Takes the first part of a dotted name off.
[[nodiscard]] inline auto take_part(std::string_view &rest) -> std::string_view {
  auto const size = std::min(rest.find('.'), rest.size());
  auto const part = rest.substr(0, size);
  rest.remove_prefix(std::min(size + 1, rest.size()));
  return part;
}

} // namespace detail

PRODREVIEW_INLINE void project::list() {
  std::call_once(listed_, [this] {
    auto const paths = files_.paths();
    paths_.emplace(paths);
    modules_ = std::make_unique<module_slot[]>(paths.size());
  });
}

PRODREVIEW_INLINE auto project::supported() -> api::supported_releases const & {
  std::call_once(supported_once_, [this] {
    supported_ = {torch_, [this](std::string_view path, std::string &content) {
                    return files_.read_named(std::string{path}, content);
                  }};
  });
  return supported_;
}

PRODREVIEW_INLINE auto project::find(std::string_view path) -> std::uint32_t {
  list();
  return paths_->file(path);
}

PRODREVIEW_INLINE auto project::in_other(std::uint32_t file) -> std::uint32_t {
  auto *const other = known_.other_side;
  if (other == nullptr) return no_index;
  auto &slot = modules_[file];
  std::call_once(slot.other_once, [&] {
    auto const same = other->find(path(file));
    if (same == no_index) return;
    auto const identity = files_.identity(file);
    if (!identity.empty() && other->files_.identity(same) == identity) slot.other = same;
  });
  return slot.other;
}

template <class Facts, class From, class Make>
auto project::kept_or_made(kept_fact what, std::uint32_t file, From from, Make make)
    -> std::optional<Facts> {
  auto const identity = known_.kept == nullptr ? std::string{} : files_.identity(file);
  if (!identity.empty())
    if (auto kept = from(known_.kept->find(what, identity))) return kept;
  std::optional<Facts> made = make();
  if (made && !identity.empty())
    known_.kept->keep(what, identity, detail::bytes_of(*made, path(file)));
  return made;
}

template <class Make> auto project::made_of_text(std::uint32_t file, Make make) {
  return [this, file, make]() -> std::optional<decltype(make(std::string_view{}))> {
    std::string text;
    if (!files_.read(file, text)) return std::nullopt;
    return make(text);
  };
}

PRODREVIEW_INLINE auto project::interface_of(std::uint32_t file) -> module_interface const & {
  list();
  if (auto const same = in_other(file); same != no_index)
    return known_.other_side->interface_of(same);
  auto &slot = modules_[file];
  std::call_once(slot.once, [&] {
    auto known = kept_or_made<module_interface>(
        kept_fact::interface, file, interface_from, made_of_text(file, [&](std::string_view text) {
          return flow::interface_of(reader_(path(file), text));
        }));
    slot.interface.is_open = !known;
    if (known) slot.interface = std::move(*known);
  });
  return slot.interface;
}

PRODREVIEW_INLINE void project::offer(std::string_view path, tree::unit const &in) {
  auto const file = find(path);
  if (file == no_index) return;
  if (auto const same = in_other(file); same != no_index) return known_.other_side->offer(path, in);
  auto &slot = modules_[file];
  std::call_once(slot.once, [&] {
    slot.interface =
        *kept_or_made<module_interface>(kept_fact::interface, file, interface_from,
                                        [&] { return std::optional{flow::interface_of(in)}; });
  });
}

PRODREVIEW_INLINE auto project::values_of(std::uint32_t file) -> module_values const & {
  list();
  if (auto const same = in_other(file); same != no_index) return known_.other_side->values_of(same);
  auto &slot = modules_[file];
  std::call_once(slot.values_once, [&] {
    auto const from = [&](std::string_view bytes) { return values_from(bytes, path(file)); };
    auto const run = made_of_text(
        file, [&](std::string_view text) { return values_of_module(reader_(path(file), text)); });
    if (auto known = kept_or_made<module_values>(kept_fact::values, file, from, run))
      slot.values = std::move(*known);
  });
  return slot.values;
}

PRODREVIEW_INLINE auto project::has_top_level(std::string_view importer, std::string_view name)
    -> bool {
  list();
  return paths_->top_level(importer, name).has_value();
}

PRODREVIEW_INLINE auto project::resolve(std::string_view importer, std::string_view qualified)
    -> target {
  return reach(importer, qualified).found;
}

PRODREVIEW_INLINE auto project::reach(std::string_view importer, std::string_view qualified)
    -> name_walk {
  list();
  auto steps = detail::most_project_steps;
  return follow(importer, qualified, steps);
}

PRODREVIEW_INLINE auto project::reach(std::string_view importer, name_walk const &from,
                                      std::string_view part) -> name_walk {
  auto steps = detail::most_project_steps;
  return step(importer, from, part, steps);
}

/// An import finds modules by the folders alone, whatever names their packages make as they run.
PRODREVIEW_INLINE auto project::imported_file(std::string_view importer, std::string_view module)
    -> std::uint32_t {
  list();
  auto rest = module;
  auto steps = detail::most_project_steps;
  auto at = start(importer, rest, steps);
  while (!rest.empty()) {
    if (at.found.what != target_kind::module || !at.module.is_package) return no_index;
    auto inner = paths_->within(at.module.folder, detail::take_part(rest));
    at = inner ? name_walk::at(std::move(*inner)) : name_walk{};
  }
  return at.found.what == target_kind::module && !at.module.is_package ? at.module.file : no_index;
}

PRODREVIEW_INLINE auto project::follow(std::string_view importer, std::string_view qualified,
                                       int &steps) -> name_walk {
  auto rest = qualified;
  auto at = start(importer, rest, steps);
  while (!rest.empty()) at = step(importer, at, detail::take_part(rest), steps);
  return at;
}

/// The module that a qualified name begins with.
PRODREVIEW_INLINE auto project::start(std::string_view importer, std::string_view &rest, int &)
    -> name_walk {
  constexpr std::string_view own = "here:";
  if (rest.starts_with(own)) {
    rest.remove_prefix(own.size());
    auto const file = paths_->file(importer);
    return file == no_index ? name_walk{} : name_walk::at({file, {}, false});
  }
  auto const level = std::min(rest.find_first_not_of('.'), rest.size());
  if (level > 0) {
    rest.remove_prefix(level);
    auto package = paths_->relative(importer, level);
    return package ? name_walk::at(std::move(*package)) : name_walk{};
  }
  auto const name = detail::take_part(rest);
  auto found = paths_->top_level(importer, name);
  return found ? name_walk::at(std::move(*found)) : name_walk::of(target_kind::external);
}

PRODREVIEW_INLINE auto project::step(std::string_view importer, name_walk const &from,
                                     std::string_view name, int &steps) -> name_walk {
  if (steps-- <= 0) return {};
  switch (from.found.what) {
  case target_kind::module: return in_module(importer, from.module, name, steps);
  case target_kind::class_: return {member({from.found.file, from.found.owner}, name, steps), {}};
  case target_kind::external: return name_walk::of(target_kind::external);
  default: return {};
  }
}

PRODREVIEW_INLINE auto project::in_module(std::string_view importer, module_place const &from,
                                          std::string_view name, int &steps) -> name_walk {
  if (from.file != no_index) {
    if (auto found = in_names(from.file, name, steps)) return std::move(*found);
  }
  if (from.is_package) {
    if (auto inner = paths_->within(from.folder, name)) return name_walk::at(std::move(*inner));
    if (from.file != no_index && !definitions_of(interface_of(from.file).names, name).empty())
      return {};
    if (from.file == no_index || may_be_built(from.folder, name)) return {};
    if (may_mean_another(importer, from)) return {};
  }
  if (auto found = in_stars(from.file, name, steps)) return std::move(*found);
  return name_walk::of(target_kind::missing, from.file);
}

/// Whether what a file asks a package for may be asked of another one of that name.
PRODREVIEW_INLINE auto project::may_mean_another(std::string_view importer,
                                                 module_place const &package) -> bool {
  if (paths_->may_be_copied(package.folder)) return true;
  auto const whole = paths_->outermost_package(package.folder);
  // From without, an empty one may be another that is installed; within, a script finds what lies
  // beside it.
  auto const &module = interface_of(package.file);
  if (!importer.starts_with(whole)) return module.names.empty() && module.stars.empty();
  auto const name = whole.substr(folder_around(whole).size());
  return files_.exists(joined({folder_of(importer), name.substr(0, name.find('/')), ".py"}));
}

/// Extension modules and generated ones are no Python files of the repository.
PRODREVIEW_INLINE auto project::may_be_built(std::string_view folder, std::string_view name)
    -> bool {
  if (name.starts_with('_') || name.find("version") != name.npos) return true;
  for (auto const suffix : {"", ".py", ".pyx", ".pyi", ".so", ".pyd", ".c", ".cpp", ".cu", ".rs"})
    if (files_.exists(joined({folder, name, suffix}))) return true;
  for (auto around = folder;; around = folder_around(around)) {
    std::string text;
    auto const setup = paths_->file(joined({around, "setup.py"}));
    if (setup != no_index && files_.read(setup, text) && text.find(name) != text.npos) return true;
    if (around.empty() || around == "/") return false;
  }
}

/// Nothing where the module itself does not define the name; then only star imports can.
PRODREVIEW_INLINE auto project::in_names(std::uint32_t file, std::string_view name, int &steps)
    -> std::optional<name_walk> {
  auto const &module = interface_of(file);
  auto const all = definitions_of(module.names, name);
  // `from . import name` in a package names its own module.
  auto const origin = all.empty() ? std::string_view{} : all.back().origin;
  if (origin.size() == name.size() + 1 && origin[0] == '.' && origin.ends_with(name))
    return std::nullopt;
  if (all.empty()) {
    auto const is_given = name.starts_with("__") && name.ends_with("__");
    return module.is_open || is_given ? std::optional{name_walk{}} : std::nullopt;
  }
  if (all.size() > 1 && all.back().is_conditional) return name_walk::of(target_kind::unknown, file);
  return of_definition(file, all.back(), nullptr, steps);
}

PRODREVIEW_INLINE auto project::in_stars(std::uint32_t file, std::string_view name, int &steps)
    -> std::optional<name_walk> {
  for (auto const origin : interface_of(file).stars) {
    if (steps-- <= 0) return name_walk{};
    auto const from = follow(path(file), origin, steps);
    if (from.found.what != target_kind::module) return name_walk{};
    auto found = in_module(path(file), from.module, name, steps);
    if (found.found.what != target_kind::missing) return found;
  }
  return std::nullopt;
}

PRODREVIEW_INLINE auto project::of_definition(std::uint32_t file, exported const &it,
                                              class_interface const *owner, int &steps)
    -> name_walk {
  auto const &module = interface_of(file);
  name_walk result = name_walk::of(target_kind::value, file);
  result.found.owner = owner;
  result.found.definition = &it;
  switch (it.kind) {
  case export_kind::function:
    result.found.what = target_kind::function;
    result.found.function = &module.functions[it.index];
    return result;
  case export_kind::class_:
    result.found.what = target_kind::class_;
    result.found.owner = &module.classes[it.index];
    return result;
  case export_kind::alias: {
    if (steps-- <= 0) return {};
    auto found = follow(path(file), it.origin, steps);
    // That the alias leads nowhere is said where it stands.
    return found.found.what == target_kind::missing ? name_walk{} : found;
  }
  default: return result;
  }
}

PRODREVIEW_INLINE auto project::member(class_place of, std::string_view name) -> target {
  auto steps = detail::most_project_steps;
  return member(of, name, steps);
}

PRODREVIEW_INLINE auto project::member(class_line const &of, std::string_view name) -> target {
  auto steps = detail::most_project_steps;
  return member(of, name, steps);
}

PRODREVIEW_INLINE auto project::member(class_place of, std::string_view name, int &steps)
    -> target {
  return member(line_of(of, steps), name, steps);
}

PRODREVIEW_INLINE auto project::member(class_line const &line, std::string_view name, int &steps)
    -> target {
  for (auto const &at : line.classes) {
    auto const all = definitions_of(at.it->members, name);
    if (all.empty()) continue;
    auto const &last = all.back();
    auto const is_plain = (all.size() == 1 || !last.is_conditional) &&
                          (last.kind == export_kind::function || last.kind == export_kind::class_);
    if (is_plain) return of_definition(at.file, last, at.it, steps).found;
    return {target_kind::value, at.file, nullptr, at.it, &last};
  }
  if (line.is_open || line.classes.empty()) return {};
  auto const &of = line.classes.front();
  return {target_kind::missing, of.file, nullptr, of.it, nullptr};
}

PRODREVIEW_INLINE auto project::words_of(std::uint32_t file) -> name_filter const & {
  list();
  if (auto const same = in_other(file); same != no_index) return known_.other_side->words_of(same);
  auto &slot = modules_[file];
  std::call_once(slot.words_once, [&] {
    if (auto known = kept_or_made<name_filter>(kept_fact::words, file, names_from,
                                               made_of_text(file, flow::words_of)))
      slot.words = std::move(*known);
  });
  return slot.words;
}

PRODREVIEW_INLINE auto project::assigned_in(std::uint32_t file) -> name_filter const & {
  list();
  if (auto const same = in_other(file); same != no_index)
    return known_.other_side->assigned_in(same);
  auto &slot = modules_[file];
  std::call_once(slot.assigned_once, [&] {
    if (auto known = kept_or_made<name_filter>(kept_fact::assigned, file, names_from,
                                               made_of_text(file, assigned_attributes_of)))
      slot.assigned = std::move(*known);
  });
  return slot.assigned;
}

PRODREVIEW_INLINE auto project::contains(std::uint32_t file, std::string_view wanted) -> bool {
  std::string text;
  return files_.read(file, text) && text.find(wanted) != text.npos;
}

PRODREVIEW_INLINE auto project::speaks_of(std::uint32_t file,
                                          std::span<std::string_view const> names) -> bool {
  auto const &words = words_of(file);
  if (std::none_of(names.begin(), names.end(),
                   [&](std::string_view name) { return words.may_have(name); }))
    return false;
  std::string text;
  return files_.read(file, text) &&
         std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return holds_word(text, name); });
}

PRODREVIEW_INLINE auto project::assigns_attribute(std::string_view name) -> bool {
  auto const wanted = joined({".", name, " ="});
  list();
  for (std::uint32_t file = 0; file < files_.paths().size(); ++file)
    if (assigned_in(file).may_have(name) && contains(file, wanted)) return true;
  return false;
}

PRODREVIEW_INLINE auto project::defines_function(std::string_view name) -> bool {
  auto const wanted = joined({"def ", name, "("});
  list();
  for (std::uint32_t file = 0; file < files_.paths().size(); ++file)
    if (words_of(file).may_have(name) && contains(file, wanted)) return true;
  return false;
}

PRODREVIEW_INLINE auto project::class_at(std::string_view place) -> class_place {
  auto const colon = place.rfind(':');
  if (colon == place.npos) return {};
  auto const file = find(place.substr(0, colon));
  if (file == no_index) return {};
  for (auto const &it : interface_of(file).classes)
    if (it.name == place.substr(colon + 1)) return {file, &it};
  return {};
}

PRODREVIEW_INLINE auto project::derived_from(class_place of) -> std::vector<class_place> {
  list();
  std::vector<class_place> all{of};
  for (std::size_t i = 0; i < all.size() && i < detail::most_derived; ++i) add_derived(all[i], all);
  all.erase(all.begin());
  return all;
}

PRODREVIEW_INLINE void project::add_derived(class_place of, std::vector<class_place> &to) {
  auto const name = of.it->name.substr(of.it->name.rfind('.') + 1);
  for (std::uint32_t file = 0; file < files_.paths().size(); ++file) {
    if (!speaks_of(file, {&name, 1})) continue;
    auto const &bases = bases_in(file);
    auto at = std::lower_bound(bases.begin(), bases.end(), std::pair{of.it, detail::no_class});
    for (; at != bases.end() && at->first == of.it; ++at) {
      class_place const one{file, at->second};
      if (std::find(to.begin(), to.end(), one) == to.end()) to.push_back(one);
    }
  }
}

PRODREVIEW_INLINE auto project::bases_in(std::uint32_t file) -> class_pairs const & {
  auto const &classes = interface_of(file).classes;
  auto &slot = modules_[file];
  std::call_once(slot.bases_once, [&] {
    for (auto const &it : classes)
      for (auto const base : it.bases) {
        auto const found = base.empty() ? target{} : resolve(path(file), base);
        if (found.what == target_kind::class_) slot.bases.emplace_back(found.owner, &it);
      }
    std::sort(slot.bases.begin(), slot.bases.end());
  });
  return slot.bases;
}

PRODREVIEW_INLINE auto project::line_of(class_place of) -> class_line {
  auto steps = detail::most_project_steps;
  return line_of(of, steps);
}

PRODREVIEW_INLINE auto project::line_of(class_place of, int &steps) -> class_line {
  class_line result;
  add_bases(of, result, steps);
  return result;
}

/// Depth first, as it was before Python 2.3, but of a class that is reached twice the later place
/// counts. It differs from today's order in hierarchies that nobody writes.
PRODREVIEW_INLINE void project::add_bases(class_place of, class_line &to, int &steps) {
  if (steps-- <= 0) {
    to.is_open = true;
    return;
  }
  std::erase(to.classes, of);
  to.classes.push_back(of);
  to.is_open = to.is_open || of.it->is_open;
  for (auto const base : of.it->bases) add_base(of.file, base, to, steps);
}

PRODREVIEW_INLINE void project::add_base(std::uint32_t file, std::string_view base, class_line &to,
                                         int &steps) {
  auto const found = base.empty() ? target{} : follow(path(file), base, steps).found;
  if (found.what == target_kind::class_) return add_bases({found.file, found.owner}, to, steps);
  for (auto const plain : {"builtins.object", "typing.Generic", "abc.ABC", "typing.Protocol"})
    if (base == plain) return;
  to.is_open = true;
  to.outside.emplace_back(found.what == target_kind::external ? base : std::string_view{});
}

} // namespace prodreview::flow
