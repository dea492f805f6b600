// SPDX-License-Identifier: Apache-2.0
#include "resolver.hpp"

#include <prodreview/tree/search.hpp>

#include <algorithm>
#include <array>

namespace prodreview::api_facts {

namespace {

constexpr int deepest = 24;

[[nodiscard]] auto star_imports(source_module const &in) -> std::vector<std::string> {
  std::vector<std::string> modules;
  for (auto const &it : in.unit.bindings.all)
    if (it.kind == tree::binding_kind::star_import) modules.push_back(absolute(in, it.origin));
  return modules;
}

/// `globals()["x"] = …`, `setattr(module, …)`, `sys.modules[__name__] = …`, a module's
/// `__getattr__`.
[[nodiscard]] auto adds_names_at_run_time(source_module const &in) -> bool {
  if (in.variables.contains("__getattr__")) return true;
  auto const is_dynamic = [&](tree::node const &any) {
    if (auto const *item = tree::as<tree::subscript>(&any)) {
      auto const text = in.unit.text(*item->value);
      return item->use == tree::context::store && (text == "globals()" || text == "sys.modules");
    }
    auto const *const call = tree::as<tree::call>(&any);
    if (call == nullptr) return false;
    auto const text = in.unit.text(*call->func);
    return text == "globals().update" || text == "exec" || text == "vars" || text == "locals" ||
           text == "setattr";
  };
  auto const is_body = [](tree::node const &any) {
    return tree::as_function(&any) != nullptr || any.kind == tree::node_kind::class_def;
  };
  return tree::find_node(*in.unit.root, is_dynamic, is_body) != nullptr;
}

/// Names that a loop puts into the module although no statement shows them, with where they come
/// from. All else that is dynamic stays unknown.
struct known_loop {
  std::string_view module;
  std::string_view from;
};
constexpr std::array known_loops{
    known_loop{"torch", "torch._C._VariableFunctions"},
    known_loop{"torch._VF", "torch._C._VariableFunctions"},
};
constexpr auto made_by_torch = std::to_array<std::string_view>(
    {"has_cuda", "has_cudnn", "has_mkldnn", "has_mps", "has_mkl", "int1", "int2", "int3", "int4",
     "int5", "int6", "int7", "uint1", "uint2", "uint3", "uint4", "uint5", "uint6", "uint7"});

[[nodiscard]] auto is_understood(std::string_view module) -> bool { return module == "torch"; }

/// `F = _add_docstr(torch.f, …)` is `torch.f`.
[[nodiscard]] auto documented(source_module const &in, tree::expression const &value)
    -> tree::expression const * {
  auto const *const call = tree::as<tree::call>(&value);
  if (call == nullptr || call->args.empty()) return nullptr;
  auto const text = in.unit.text(*call->func);
  auto const is_doc = text.ends_with("_add_docstr") || text.ends_with("add_docstr");
  return is_doc ? call->args[0] : nullptr;
}

/// `del name` alone: a submodule of the name is hidden at most.
[[nodiscard]] auto gives_nothing(source_module const &in, tree::variable const &of) -> bool {
  return std::all_of(of.bound_at.begin(), of.bound_at.end(), [&](std::uint32_t index) {
    return in.unit.bindings.all[index].kind == tree::binding_kind::deletion;
  });
}

/// `torch.cuda.FloatTensor` and the like, which C++ puts there.
constexpr auto typed_tensors = std::to_array<std::string_view>(
    {"BFloat16Tensor", "BoolTensor", "ByteTensor", "CharTensor", "DoubleTensor", "FloatTensor",
     "HalfTensor", "IntTensor", "LongTensor", "ShortTensor"});

[[nodiscard]] auto keyword(source_module const &in, tree::call const &call, std::string_view name)
    -> tree::expression const * {
  for (auto const *it : call.keywords)
    if (in.unit.spelling(it->name) == name) return it->value;
  return nullptr;
}

} // namespace

auto absolute(source_module const &in, std::string_view origin) -> std::string {
  std::size_t level = 0;
  while (level < origin.size() && origin[level] == '.') ++level;
  if (level == 0) return std::string{origin};
  auto base = in.name;
  for (auto up = in.is_package ? 1U : 0U; up < level; ++up)
    base.erase(std::min(base.size(), base.rfind('.')));
  auto const rest = origin.substr(level);
  return rest.empty() ? base : base + "." + std::string{rest};
}

auto resolver::find(std::string const &module, std::string const &name, int depth)
    -> std::optional<entity> {
  auto const whole = module + "." + name;
  auto const until_known =
      package_.has(whole) ? entity{.kind = entity_kind::module, .defined_as = whole} : entity{};
  auto const [at, is_new] = found_.try_emplace(module + ":" + name, until_known);
  if (is_new) at->second = look_up(module, name, depth);
  return at->second;
}

auto resolver::look_up(std::string const &module, std::string const &name, int depth)
    -> std::optional<entity> {
  for (auto const is_stub : {false, true})
    if (auto const *in = package_.find(module, is_stub))
      if (auto found = find_in(*in, name, depth)) {
        auto const may_be_better =
            !is_stub && (found->kind == entity_kind::other ||
                         (found->kind == entity_kind::function && found->functions.empty()));
        auto const *const stub = may_be_better ? package_.find(module, true) : nullptr;
        auto better = stub == nullptr ? std::nullopt : find_in(*stub, name, depth);
        return better && better->kind == entity_kind::function ? better : found;
      }
  if (package_.has(module + "." + name))
    return entity{.kind = entity_kind::module, .defined_as = module + "." + name};
  for (auto const &loop : known_loops)
    if (loop.module == module)
      if (auto found = find(std::string{loop.from}, name, depth + 1)) return found;
  return std::nullopt;
}

auto resolver::find_in(source_module const &in, std::string const &name, int depth)
    -> std::optional<entity> {
  if (auto const at = in.variables.find(name); at != in.variables.end())
    return find_bound(in, in.unit.bindings.variables[at->second], name, depth);
  for (auto const &from : star_imports(in))
    if (from != in.name && package_.has(from) && exported_by(from).contains(name))
      return find(from, name, depth + 1);
  return std::nullopt;
}

auto resolver::find_bound(source_module const &in, tree::variable const &of,
                          std::string const &name, int depth) -> std::optional<entity> {
  entity made{.in = &in, .defined_as = in.name + "." + name};
  std::optional<entity> imported;
  for (auto const index : of.bound_at) {
    auto const &by = in.unit.bindings.all[index];
    switch (by.kind) {
    case tree::binding_kind::function: made.functions.push_back(tree::as_function(by.by)); break;
    case tree::binding_kind::class_: made.class_ = tree::as<tree::class_def>(by.by); break;
    case tree::binding_kind::import_: {
      auto found = find_imported(in, by.origin, depth + 1);
      if (!imported || imported->kind == entity_kind::other) imported = std::move(found);
      break;
    }
    case tree::binding_kind::annotation:
      made.annotation = static_cast<tree::ann_assign const *>(by.by)->annotation;
      break;
    case tree::binding_kind::assignment:
      if (auto const *it = tree::as<tree::ann_assign>(by.by)) made.annotation = it->annotation;
      if (by.value != nullptr && !imported) imported = find_assigned(in, *by.value, depth + 1);
      break;
    default: break;
    }
  }
  if (made.class_ != nullptr)
    made.kind = entity_kind::class_;
  else if (!made.functions.empty())
    made.kind = entity_kind::function;
  else if (imported)
    return imported;
  else if (gives_nothing(in, of))
    return std::nullopt;
  else
    made.kind = entity_kind::value;
  return made;
}

auto resolver::find_imported(source_module const &in, std::string_view origin, int depth)
    -> entity {
  auto const whole = absolute(in, origin);
  auto const dot = whole.rfind('.');
  if (dot != whole.npos)
    if (auto found = find(whole.substr(0, dot), whole.substr(dot + 1), depth)) return *found;
  if (package_.has(whole)) return {.kind = entity_kind::module, .defined_as = whole};
  return {};
}

auto resolver::find_assigned(source_module const &in, tree::expression const &value, int depth)
    -> std::optional<entity> {
  if (auto const *of = documented(in, value)) {
    auto found = find(in, *of, depth);
    if (found) return found;
    return entity{.kind = entity_kind::function, .in = &in};
  }
  auto const *const call = tree::as<tree::call>(&value);
  if (call != nullptr && in.unit.text(*call->func).ends_with("boolean_dispatch"))
    if (auto const *one = keyword(in, *call, "if_false")) return find(in, *one, depth);
  if (call != nullptr && call->args.size() == 1 && in.unit.text(*call->func) == "_make_deprecate") {
    auto found = find(in, *call->args[0], depth);
    if (found) found->used_instead = in.name + "." + std::string{in.unit.text(*call->args[0])};
    return found;
  }
  if (value.kind == tree::node_kind::lambda)
    return entity{.kind = entity_kind::function, .in = &in};
  if (value.kind == tree::node_kind::attribute || value.kind == tree::node_kind::name)
    return find(in, value, depth);
  return std::nullopt;
}

auto resolver::find(source_module const &in, tree::expression const &named, int depth)
    -> std::optional<entity> {
  if (depth > deepest) return std::nullopt;
  if (auto const *it = tree::as<tree::name>(&named))
    return find(in.name, std::string{in.unit.spelling(it->id)}, depth + 1);
  auto const *const part = tree::as<tree::attribute>(&named);
  if (part == nullptr) return std::nullopt;
  auto const of = find(in, *part->value, depth + 1);
  if (!of || of->kind != entity_kind::module) return std::nullopt;
  return find(of->defined_as, std::string{in.unit.spelling(part->attr)}, depth + 1);
}

void resolver::add_names(source_module const &in, name_list &to) {
  for (auto const &[name, index] : in.variables)
    if (find_bound(in, in.unit.bindings.variables[index], name, 0)) to.names.insert(name);
  for (auto const &from : star_imports(in)) {
    if (!package_.has(from)) {
      to.is_closed = false;
      continue;
    }
    for (auto const &name : exported_by(from)) to.names.insert(name);
    if (from != in.name && !names_of(from).is_closed && !from.starts_with("torch._C"))
      to.is_closed = false;
  }
}

auto resolver::names_of(std::string const &module) -> name_list const & {
  auto const [at, is_new] = lists_.try_emplace(module);
  auto &list = at->second;
  if (!is_new) return list;
  auto const *const in = package_.find(module);
  list.is_closed = in != nullptr && (is_understood(module) || !adds_names_at_run_time(*in));
  for (auto const is_stub : {false, true})
    if (auto const *each = package_.find(module, is_stub)) add_names(*each, list);
  for (auto const &loop : known_loops)
    if (loop.module == module)
      list.names.insert(names_of(std::string{loop.from}).names.begin(),
                        names_of(std::string{loop.from}).names.end());
  if (module == "torch") list.names.insert(made_by_torch.begin(), made_by_torch.end());
  if (module == "torch.cuda" || module == "torch.xpu")
    list.names.insert(typed_tensors.begin(), typed_tensors.end());
  for (auto const &name : package_.below(module)) list.names.insert(name);
  return list;
}

/// What a star import brings. `__all__` may be built by statements, so all public names are taken.
auto resolver::exported_by(std::string const &module)
    -> std::set<std::string, std::less<>> const & {
  auto const [at, is_new] = exports_.try_emplace(module);
  if (is_new)
    for (auto const &name : names_of(module).names)
      if (!name.starts_with('_')) at->second.insert(name);
  return at->second;
}

} // namespace prodreview::api_facts
