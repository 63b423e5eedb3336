// What follows from a state? The rules as trees, one synchronous step after the other, until rest, a cycle or a limit.
// The same as explorer/logic/simulation.py and explorer/pathway/run.py, which the tests of the handout compare.

const FIXED_POINT = "fixed_point", CYCLE = "cycle", LIMIT = "limit";

/** Return the value, 0 or 1, of a rule in a state; a node stands in the tree by its number. */
function valueOf(tree, state) {
  switch (tree[0]) {
    case "var":
      return state[tree[1]];
    case "not":
      return valueOf(tree[1], state) ? 0 : 1;
    case "and":
      for (let at = 1; at < tree.length; at++) if (!valueOf(tree[at], state)) return 0;
      return 1;
    case "or":
      for (let at = 1; at < tree.length; at++) if (valueOf(tree[at], state)) return 1;
      return 0;
    case "const":
      return tree[1] ? 1 : 0;
    default:
      throw new Error("unknown word in a rule: " + String(tree[0]));
  }
}

/** Return a tree in which nodes stand by number instead of by id. */
function numbered(tree, numberOf) {
  if (tree[0] === "const") return tree;
  if (tree[0] === "var") {
    if (!numberOf.has(tree[1])) throw new Error("a rule names an unknown node");
    return ["var", numberOf.get(tree[1])];
  }
  return [tree[0], ...tree.slice(1).map((part) => numbered(part, numberOf))];
}

/** Return the state after one step in which all nodes follow their rules at the same time; held ones stay. */
function stepped(rules, state, held) {
  const next = state.slice();
  for (let at = 0; at < next.length; at++) {
    if (held.has(at)) next[at] = held.get(at);
    else if (rules[at] !== null) next[at] = valueOf(rules[at], state);
  }
  return next;
}

const keyOf = (state) => state.join("");

/** Return {states, end, period} of a run; the first state has the holds applied, as the program's trajectories do. */
function simulated(rules, begin, held, limit) {
  let state = begin.slice();
  for (const [at, bit] of held) state[at] = bit;
  const states = [state], seen = new Map([[keyOf(state), 0]]);
  for (let step = 1; step <= limit; step++) {
    const next = stepped(rules, state, held), key = keyOf(next);
    if (key === keyOf(state)) return { states, end: FIXED_POINT, period: 1 };
    state = next;
    states.push(state);
    if (seen.has(key)) return { states, end: CYCLE, period: step - seen.get(key) };
    seen.set(key, step);
  }
  // One look further, so that a run of exactly `limit` steps into a fixed point is not called unfinished.
  const rests = keyOf(stepped(rules, state, held)) === keyOf(state);
  return { states, end: rests ? FIXED_POINT : LIMIT, period: rests ? 1 : null };
}

/** Everything that the facts of the page say about nodes, rules and arrows, ready to be run. */
class Model {
  constructor(facts) {
    this.facts = facts;
    this.nodes = facts.nodes;
    this.numberOf = new Map(facts.nodes.map((node, at) => [node.id, at]));
    this.start = facts.nodes.map((node) => node.start);
    this.baseRules = facts.nodes.map((node) => (node.rule === null ? null : numbered(node.rule, this.numberOf)));
    this.variants = new Map(facts.variants.map((variant) => [variant.id, variant]));
    this.known = new Map();
  }

  /** Return {rules, arrows} with the variants (ids) in place that are switched on. */
  under(variants) {
    const key = this.facts.variants.filter((variant) => variants.has(variant.id)).map((variant) => variant.id);
    const name = JSON.stringify(key);
    if (!this.known.has(name)) this.known.set(name, this.made(key));
    return this.known.get(name);
  }

  made(active) {
    const rules = this.baseRules.slice();
    let arrows = this.facts.edges.filter((edge) => edge.variant === "");
    for (const id of active) {
      const variant = this.variants.get(id), gone = new Set(variant.gone);
      for (const [node, tree] of variant.rules) rules[this.numberOf.get(node)] = numbered(tree, this.numberOf);
      const added = this.facts.edges.filter((edge) => edge.variant === id);
      arrows = [...arrows.filter((edge) => !gone.has(edge.id)), ...added];
    }
    return { rules, arrows };
  }

  /** Whether a node has no rule; a variant may give it one. */
  isInput(at, variants) {
    return this.under(variants).rules[at] === null;
  }

  /** Return the run of one phase from a state under holds (a Map from number to bit). */
  phase(variants, state, holds, limit) {
    // Inputs that the phase does not hold go back to their start value; ruled nodes keep theirs.
    const { rules } = this.under(variants);
    const begin = state.map((bit, at) => (rules[at] === null ? this.start[at] : bit));
    return simulated(rules, begin, holds, limit);
  }

  /** Return holds by number from [[id, value], ...]. */
  positions(pairs) {
    return new Map(pairs.map(([id, value]) => [this.numberOf.get(id), value ? 1 : 0]));
  }
}

/** The runs since the start laid end to end, a column a step; the same as explorer/session/timeline.py. */
class Timeline {
  constructor(model, situation) {
    this.model = model;
    this.situation = situation;
    this.columns = [];
    this.starts = [];
    situation.runs.forEach((run, number) => {
      this.starts.push(this.columns.length);
      run.states.forEach((state, step) => this.columns.push({ run: number, step, state }));
    });
    this.last = this.columns.length - 1;
    const arrows = model.under(situation.variants).arrows;
    this.into = model.nodes.map(() => []);
    for (const arrow of arrows) this.into[arrow.target].push(arrow);
  }

  runAt(column) {
    return this.situation.runs[this.columns[column].run];
  }

  /** The state before the run that a column belongs to, against which nodes are marked as changed. */
  referenceAt(column) {
    const run = this.columns[column].run;
    return run ? this.situation.runs[run - 1].states.at(-1) : this.columns[column].state;
  }

  /** The numbers of the nodes that differ from the column before. */
  delta(column) {
    if (column <= 0) return [];
    const before = this.columns[column - 1].state, found = [];
    this.columns[column].state.forEach((bit, at) => {
      if (bit !== before[at]) found.push(at);
    });
    return found;
  }

  /** The arrows that carried the changes of a column. */
  carriers(column) {
    const moved = this.delta(column), found = [];
    if (!moved.length || this.columns[column].step === 0) return found;
    const recent = new Map(), state = this.columns[column].state;
    for (let at = Math.max(this.starts[this.columns[column].run], 1); at < column; at++) {
      for (const node of this.delta(at)) recent.set(node, at);
    }
    for (const target of moved) {
      const into = this.into[target].filter((arrow) => recent.has(arrow.source));
      const fits = (arrow) => (state[arrow.source] === state[target]) === (arrow.effect === "activates");
      const explaining = into.filter(fits), chosen = explaining.length ? explaining : into;
      const latest = Math.max(0, ...chosen.map((arrow) => recent.get(arrow.source)));
      found.push(...chosen.filter((arrow) => recent.get(arrow.source) === latest));
    }
    return found;
  }

  /** The step of a run at which a node took its final value there; 0 if it never moved, null if it keeps turning. */
  settledAt(node, number) {
    const run = this.situation.runs[number], states = run.states;
    if (run.end === CYCLE && new Set(states.slice(-run.period - 1).map((state) => state[node])).size > 1) return null;
    let before = number ? this.situation.runs[number - 1].states.at(-1)[node] : states[0][node], found = 0;
    states.forEach((state, step) => {
      if (state[node] !== before) found = step;
      before = state[node];
    });
    return found;
  }

  /** The numbers of the nodes that keep changing in the cycle that a run has reached at a column. */
  oscillating(column) {
    const run = this.runAt(column), found = new Set();
    if (run.end !== CYCLE) return found;
    if (column - this.starts[this.columns[column].run] < run.states.length - 1 - run.period) return found;
    const turning = run.states.slice(-run.period);
    for (let at = 0; at < this.model.nodes.length; at++) {
      if (turning.some((state) => state[at] !== turning[0][at])) found.add(at);
    }
    return found;
  }

  /** The column at which a cycle is entered for good, to which playing returns; null where the last run rests. */
  get loopStart() {
    const run = this.situation.runs.at(-1);
    return run.end === CYCLE ? this.last - run.period : null;
  }
}
