// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/listing.hpp>
#include <prodreview/python/front_end.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

namespace {

using namespace prodreview;

/// A program whose comments say what is known: `x = f()  # x: tensor`. Each comment of that form
/// has to be so, word for word, and with the fact behind it where the comment gives one.
void check(std::string_view program) {
  auto const unit = python::read_unit("a.py", std::string{program});
  REQUIRE(unit.errors.empty());
  auto const all = flow::list_values(unit);
  for (auto const &comment : unit.comments) {
    auto const line = unit.source.lines().line_of(comment.begin);
    auto const wanted = std::string{unit.text(comment)}.substr(2);
    auto const target = wanted.substr(0, wanted.find(':'));
    std::string found = "nothing";
    for (auto const &it : all)
      if (it.line == line && it.target == target)
        found = it.target + ": " + it.value + (it.fact.empty() ? "" : "   (" + it.fact + ")");
    INFO("line " << line);
    CHECK(found.substr(0, wanted.size()) == wanted);
  }
}

TEST_CASE("a value is what its constructor, its operator or its declaration says") {
  check(R"(
import torch
import torch.nn.functional as F
from torch import nn, Tensor
from typing import Optional, Union, Tuple, List

def f(a, b: Tensor, c: Optional[Tensor] = None, d: Tensor = None, e: int = 3,
      g: "Tensor" = 1, h: List[Tensor] = (), i: Tuple[int, Tensor] = (), j: Tensor | None = None):
    k = c  # k: None or tensor
    k = d  # k: None or tensor
    k = e  # k: int
    k = g  # k: tensor
    k = h[0]  # k: tensor
    k = i[1]  # k: tensor
    k = j  # k: None or tensor
    x = torch.zeros(3, 4)  # x: tensor, on the default device   (zeros)
    x = torch.tensor(3)  # x: tensor without dims
    x = F.softmax(b, dim=-1)  # x: tensor of probabilities (softmax)   (softmax)
    y = x.view(3, -1)[0]  # y: tensor of probabilities (softmax)
    y = x.log()  # y: tensor of logarithms
    y = x * 2  # y: tensor   (mul)
    y = 1 - x  # y: tensor   (sub)
    y = a + a  # y: unknown
    y = a * b  # y: tensor   (mul)
    y = x > 0  # y: tensor   (eq)
    y = -x  # y: tensor
    y = x.shape  # y: tuple
    y = x.device  # y: device
    y = x.grad  # y: None or tensor
    v, n = x.topk(3)  # n: tensor
    v = x.max()  # v: tensor
    v = x.item()  # v: unknown
    v = float(x)  # v: float
    n = 3 + 4 * 2  # n: int, 11
    n = -7 // 2  # n: int, -4
    n = not True  # n: bool, False
    n = "a"  # n: str, 'a'
    m = nn.Parameter(torch.zeros(3))  # m: parameter
    m = nn.Linear(3, 4)  # m: a torch.nn.Linear
    m = m.to("cuda")  # m: a torch.nn.Linear
    o = torch.optim.Adam(m.parameters())  # o: a torch.optim.Adam
    for p in m.parameters():  # p: parameter
        pass
)");
}

TEST_CASE("names are followed by binding, never by spelling") {
  check(R"(
import torch as t
from torch import nn as layers
import numpy as torch
x = t.zeros(3)  # x: tensor
y = torch.zeros(3)  # y: numpy array
z = layers.ReLU()(x)  # z: tensor, on the default device   (calls a torch.nn.ReLU, on the default device)
class t2:
    def softmax(self): return 1
w = t2().softmax()  # w: int, 1
def len(a): return t.ones(a)
n = len(3)  # n: tensor
)");
}

TEST_CASE("what paths agree on is known where they meet") {
  check(R"(
import torch
def f(c, x: torch.Tensor = None):
    if c:
        a = torch.zeros(2)
        b = 1
    else:
        a = torch.ones(2)
        b = torch.ones(2)
    p = a  # p: tensor
    p = b  # p: int or tensor
    if x is None:
        x = torch.zeros(1)
    p = x  # p: tensor
    if c:
        return 3
    elif b is None:
        raise ValueError
    else:
        q = 1
    r = q  # r: int, 1
    y = x if c else None  # y: None or tensor
    if not isinstance(y, torch.Tensor):
        return
    z = y  # z: tensor
    w = c or x  # w: unknown
    try:
        u = 1
        u = torch.zeros(3)
    except Exception:
        v = u  # v: int or tensor
    finally:
        pass
)");
}

TEST_CASE("a loop is known as what all its passes agree on") {
  check(R"(
import torch
def f(n, xs):
    x = 1
    y = torch.zeros(3)
    k = 0
    out = []
    for i in range(n):  # i: int
        a = x  # a: int or tensor
        x = y + i
        k = k + 1  # k: int
        out.append(x)
    b = x  # b: int or tensor
    c = out[0]  # c: tensor
    d = k  # d: int
    while True:
        e = 1
        if n:
            break
        e = 2.0
    g = e  # g: int, 1
    for j, (p, q) in enumerate(zip(out, xs)):  # p: tensor
        pass
    r = [v.exp() for v in out]  # r: list of tensor of exponentials
    s = {name: v for name, v in zip("ab", out)}  # s: dict of tensor
)");
}

TEST_CASE("a class knows what its constructor leaves in self") {
  check(R"(
import torch
from torch import nn
class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(3)
class Net(Base):
    def __init__(self, d, flag=False):
        super().__init__()
        self.fc = nn.Linear(d, d)
        self.act = nn.ReLU() if d else nn.GELU()
        self.cache = None
        self.w = nn.Parameter(torch.zeros(3))
        self.layers = nn.ModuleList([nn.Linear(1, 1)])
    def reset(self):
        self.cache = 3
    @property
    def scale(self):
        return self.w.exp()
    @staticmethod
    def make(n):
        return torch.zeros(n)
    def forward(self, x):
        y = self.fc(x)  # y: tensor from a linear layer   (calls a torch.nn.Linear)
        y = self.norm(y)  # y: tensor   (calls a torch.nn.LayerNorm)
        y = self.w * 2  # y: tensor, requires grad   (mul)
        y = self.cache  # y: None or int or tensor
        y = self.scale  # y: tensor of exponentials
        y = self.make(3)  # y: tensor
        y = self.help(x)  # y: tuple (tensor from a linear layer, int)
        self.cache = torch.ones(1)
        y = self.cache  # y: tensor
        self.help(x)
        y = self.cache  # y: int or tensor
        return y
    def help(self, x):
        return self.fc(x), 1
net = Net(3)  # net: a Net
out = net.help(1)  # out: tuple
)");
}

TEST_CASE("a tuple from torch knows its parts, whatever its length") {
  check(R"(
import torch
from torch import nn
class Net(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.rnn = nn.LSTM(d, d)
        self.cell = nn.LSTMCell(d, d)
        self.attention = nn.MultiheadAttention(d, 2)
    def forward(self, x: torch.Tensor, packed):
        b, t, d = x.shape
        k = b  # k: int
        k = x.shape[:2]  # k: tuple of ints
        k = x.size()  # k: tuple of ints
        k = x.size(0)  # k: int
        k = x.shape[:-1] + (d,)  # k: tuple of ints
        q, k = x.softmax(-1).chunk(2)
        y = q  # y: tensor of probabilities (softmax)
        y = x.unbind(0)  # y: tuple of tensor
        y = [p.exp() for p in x.split(3)]  # y: list of tensor of exponentials
        values, indices = x.max(1)
        y = values  # y: tensor
        y = indices  # y: tensor of indices
        y = x.max(dim=1).values  # y: tensor
        y = x.topk(3).indices  # y: tensor of indices
        y = x.max()  # y: tensor
        y = torch.max(x, values)  # y: tensor
        y = x.min(packed)  # y: unknown
        y = torch.linalg.svd(x).S  # y: tensor
        y, (h, c) = self.rnn(x)
        z = y  # z: tensor
        z = h  # z: tensor
        y, state = self.rnn(packed)
        z = y  # z: unknown
        z = state  # z: tuple (tensor, tensor)
        h, c = self.cell(x)
        z = c  # z: tensor
)");
}

TEST_CASE("a container knows what was put into it") {
  check(R"(
import torch
def f(x: torch.Tensor, parts: list[torch.Tensor]):
    d = {"a": x, "b": x + 1}  # d: dict of tensor
    d["c"] = x
    y = d["a"]  # y: tensor
    y = d.get("e")  # y: None or tensor
    y = d.get("e", x)  # y: tensor
    for key, value in d.items():
        y = value  # y: tensor
    d["n"] = 3
    y = d["a"]  # y: int or tensor
    e = {}
    e["x"] = x
    y = e["x"]  # y: tensor
    l = [x] * 3  # l: list of tensor
    l = [x] + [x]  # l: list of tensor
    l.extend(parts)
    y = l[0]  # y: tensor
    l[0] = 1
    y = l[0]  # y: int or tensor
)");
}

TEST_CASE("fields, stores of other methods and parents tell what self holds") {
  check(R"(
from __future__ import annotations
from dataclasses import dataclass
from typing import NamedTuple, Optional
import torch
from torch import nn, Tensor

@dataclass
class Batch:
    ids: Tensor
    mask: Optional[Tensor] = None
    size: int = 3

class Out(NamedTuple):
    scores: Tensor
    count: int

def use(b: Batch, o: "Out", p: "torch.Tensor", q: "Optional[Tensor]", r: "Tensor | None"):
    y = b.ids  # y: tensor
    y = b.mask  # y: None or tensor
    y = b.size  # y: int
    y = Batch(p).ids  # y: tensor
    scores, count = o
    y = scores  # y: tensor
    y = count  # y: int
    y = p  # y: tensor
    y = q  # y: None or tensor
    y = r  # y: None or tensor

class Base(nn.Module):
    size = 3
    def __init__(self, d):
        super().__init__()
        self.register_buffer("mean", torch.zeros(d))
        self.step = 0
        self.hidden = None
        self.odd = 1
    def advance(self):
        self.step += 1
    def reset(self, value):
        self.hidden = torch.zeros(self.size)
        self.odd = value
    def score(self, x: Tensor):
        return x.softmax(-1)

class Net(Base):
    def score(self, x: Tensor):
        y = super().score(x)  # y: tensor of probabilities (softmax)
        y = self.mean  # y: tensor
        y = self.size  # y: int
        y = self.hidden  # y: None or tensor
        y = self.odd  # y: unknown
        y = (lambda t: t.exp())(self.mean)  # y: tensor of exponentials
        y = apply_to(lambda t: t.exp(), [self.mean])  # y: list of tensor of exponentials
        return y

def apply_to(f, all):
    return [f(x) for x in all]
)");
}

TEST_CASE("a tensor lies where its factory, its move or its operands say") {
  check(R"(
import torch
def f(x: torch.Tensor, dev):
    a = torch.zeros(3)  # a: tensor, on the default device
    a = torch.zeros(3, device="cuda:0")  # a: tensor, on CUDA
    b = torch.zeros_like(a)  # b: tensor, on CUDA
    b = a.cpu()  # b: tensor, on the CPU
    b = a.to(dev)
    b = torch.zeros(3, device=a.device)  # b: tensor, on CUDA
    b = torch.zeros(3).cuda() + 1  # b: tensor, on CUDA
    d = torch.device("cpu")  # d: device, on the CPU
    b = a.float().to(d)[0]  # b: tensor, on the CPU
    b = a.to(torch.float64)  # b: tensor, on CUDA
    with torch.device("cuda"):
        c = torch.zeros(3)  # c: tensor
    c = torch.tensor(x)  # c: tensor
)");
}

TEST_CASE("a gradient flows through what is recorded, until it is cut") {
  check(R"(
import torch
from torch import nn
def f(x: torch.Tensor, fc: nn.Linear):
    w = nn.Parameter(torch.zeros(3, device="cpu"))  # w: parameter, a leaf that requires grad
    a = w * x  # a: tensor, requires grad
    b = a.detach()  # b: tensor, detached
    b = a.data  # b: tensor, detached
    b = a.argmax(-1)  # b: tensor
    b = fc(x)  # b: tensor from a linear layer
    with torch.no_grad():
        b = w * 2  # b: tensor
    b = w.exp().sum()  # b: tensor, requires grad
    c = torch.zeros(3, device="cpu", requires_grad=True)  # c: tensor, on the CPU, a leaf that requires grad
    c = torch.ones(3, device="cpu").requires_grad_()  # c: tensor, on the CPU, a leaf that requires grad
    c = x * 2  # c: tensor
    c = torch.ones(3, device="cpu")
    c.add_(w)
    d = c  # d: tensor, on the CPU, requires grad

@torch.no_grad()
def g(x):
    w = nn.Parameter(torch.zeros(3, device="cpu"))
    a = w * 2  # a: tensor
)");
}

TEST_CASE("modules that hold modules give them back, and a sequence gives what its last one does") {
  check(R"(
import torch
from collections import OrderedDict
from torch import nn

class Block(nn.Module):
    def forward(self, x):
        return torch.sigmoid(x)

class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.layers = nn.ModuleList([Block() for _ in range(depth)])
        self.grown = nn.ModuleList()
        for _ in range(depth):
            self.grown.append(Block())
        parts = [nn.Linear(3, 4), nn.ReLU()]
        self.head = nn.Sequential(*parts, nn.Softmax(dim=-1))
        self.open = nn.Sequential(nn.ReLU(), *parts)
        self.by_name = nn.ModuleDict({"a": nn.Linear(3, 4)})
        self.act = nn.Tanh() if depth else nn.Sigmoid()
        self.none = nn.Sequential()

    def forward(self, x):
        for layer in self.layers:
            y = layer  # y: a Block
            x = layer(x)  # x: tensor of probabilities (sigmoid)
        for i, layer in enumerate(self.grown):
            y = layer  # y: a Block
        y = self.layers[0]  # y: a Block
        y = self.layers[1:]  # y: a torch.nn.ModuleList
        y = self.head(x)  # y: tensor of probabilities (softmax)
        y = self.open(x)  # y: tensor
        y = self.open[0]  # y: a torch.nn.Linear or a torch.nn.ReLU
        y = self.by_name["a"]  # y: a torch.nn.Linear
        for name, layer in self.by_name.items():
            y = name  # y: str
            y = layer(x)  # y: tensor from a linear layer
        for name in self.by_name:
            y = name  # y: str
        y = self.act(x)  # y: tensor
        y = self.none(x)  # y: unknown
        for layer in self.modules():
            y = layer  # y: a torch.nn.Module
            if isinstance(layer, nn.Linear):
                y = layer  # y: a torch.nn.Linear
        return x
)");
}

TEST_CASE("a module moves in place, and what a condition chooses is one of the two") {
  check(R"(
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(3, 4), nn.Linear(4, 1))

    def forward(self, x):
        return self.model(x)

is_cuda = torch.cuda.is_available()
net = Net()  # net: a Net, on the default device
if is_cuda:
    net.cuda()
a = net  # a: a Net, on CUDA or the CPU
b = net(load())  # b: tensor from a linear layer, on CUDA or the CPU
device = torch.device("cuda" if is_cuda else "cpu")  # device: device, on CUDA or the CPU
c = torch.zeros(3, device=device)  # c: tensor, on CUDA or the CPU
c = c.cpu()  # c: tensor, on the CPU
other = Net()
other.to("cuda")
d = other  # d: a Net, on CUDA
prepare(other)
d = other  # d: a Net
(e,) = torch.autograd.grad(b, c, torch.ones(3))  # e: tensor, on CUDA or the CPU
)");
}

} // namespace
