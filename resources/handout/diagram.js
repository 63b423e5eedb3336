// How does the diagram show a moment? Every look is drawn already; classes choose which of them is seen.

/** The drawn nodes, arrows and compartments, by number, key and id. */
class Diagram {
  constructor(svg, model) {
    this.svg = svg;
    this.model = model;
    this.nodes = model.nodes.map(() => null);
    for (const element of svg.querySelectorAll(".node")) {
      this.nodes[model.numberOf.get(element.dataset.id)] = element;
    }
    this.arrows = new Map([...svg.querySelectorAll(".edge")].map((element) => [element.dataset.key, element]));
    this.cells = new Map([...svg.querySelectorAll(".compartment")].map((element) => [element.dataset.id, element]));
    this.layers = ["idle", "active", "lit"].map((name) => svg.querySelector(`.arrows-${name}`));
    this.heights = new Map([...this.arrows.keys()].map((key) => [key, 0])); // as they are drawn
    this.staging = null;
    this.turn = () => {};
  }

  /** Show a column of a timeline; `late` leaves arrows in the colours of the column before until `turn` is called. */
  show(timeline, column, late = false) {
    const { model } = this, { state } = timeline.columns[column], holds = timeline.runAt(column).holds;
    const reference = timeline.referenceAt(column), oscillating = timeline.oscillating(column);
    // What changes is lit, but not at the rest to which a pathway comes by itself when it is opened.
    const lit = state.some((bit, at) => bit !== reference[at]);
    const moving = new Set(lit ? timeline.delta(column) : []);
    const carrying = new Set(lit ? timeline.carriers(column).map((arrow) => arrow.key) : []);
    this.nodes.forEach((element, at) => {
      if (element === null) return;
      const node = model.nodes[at], on = Boolean(state[at]), held = holds.has(at), turns = oscillating.has(at);
      const isInput = model.isInput(at, timeline.situation.variants);
      const differs = !turns && state[at] !== reference[at], judged = node.wanted !== null;
      const classes = element.classList;
      classes.toggle("is-on", on);
      classes.toggle("is-held", held);
      classes.toggle("is-input", isInput);
      classes.toggle("is-moving", moving.has(at));
      classes.toggle("went-on", differs && on);
      classes.toggle("went-off", differs && !on);
      classes.toggle("turns", turns);
      classes.toggle("is-wanted", judged && node.wanted === on);
      classes.toggle("is-unwanted", judged && node.wanted !== on);
      const said = this.said(node, { on, held, turns, isInput });
      if (element.getAttribute("aria-label") === said) return;
      element.setAttribute("aria-checked", String(on));
      element.setAttribute("aria-label", said);
    });
    this.turn = () => this.showArrows(timeline, state, carrying);
    if (late && column > 0) this.showArrows(timeline, timeline.columns[column - 1].state, carrying);
    else this.turn();
  }

  /** What a screen reader says of a node; whether it has a rule is a matter of the variants that are switched on. */
  said(node, { on, held, turns, isInput }) {
    const words = [node.caption, node.kindWords, word(on)];
    if (held) words.push(isInput ? "switched" : "held against its rule");
    if (turns) words.push("keeps turning");
    if (node.wanted !== null) words.push(node.wanted === on ? "as wanted" : "not wanted");
    return words.join(", ");
  }

  showArrows(timeline, state, carrying) {
    const arrows = this.model.under(timeline.situation.variants).arrows;
    const seen = new Map(arrows.map((arrow) => [arrow.key, arrow])), { staging } = this;
    const moved = new Set();
    for (const [key, element] of this.arrows) {
      const arrow = seen.get(key), classes = element.classList;
      const hidden = arrow === undefined || (staging !== null && staging.hidden.has(arrow.id));
      classes.toggle("hidden", hidden);
      if (hidden) continue;
      const active = Boolean(state[arrow.source]), carries = carrying.has(key);
      const marked = staging !== null && staging.marked.has(arrow.id);
      classes.toggle("is-active", active);
      classes.toggle("is-carrying", carries);
      classes.toggle("is-marked", marked);
      classes.toggle("faded", staging !== null && staging.faded.has(arrow.id));
      const height = carries || marked ? 2 : active ? 1 : 0;
      if (height !== this.heights.get(key)) moved.add(key);
      this.heights.set(key, height);
    }
    if (moved.size) this.stack(moved);
  }

  /** Put arrows where they belong: lit ones over active ones over idle ones, within each in the order of the file. */
  stack(moved) {
    const above = this.layers.map(() => null);
    for (const [key, element] of [...this.arrows].reverse()) {
      const height = this.heights.get(key);
      if (moved.has(key)) this.layers[height].insertBefore(element, above[height]);
      above[height] = element;
    }
  }

  /** Show what a step of the story reveals and points at; everything where it is null. */
  stage(step) {
    const names = ["hidden", "faded", "marked", "hiddenCells", "fadedCells"];
    const staging = Object.fromEntries(names.map((name) => [name, new Set(step === null ? [] : step[name])]));
    this.staging = step === null ? null : staging;
    this.nodes.forEach((element, at) => {
      if (element === null) return;
      const { id } = this.model.nodes[at];
      element.classList.toggle("hidden", staging.hidden.has(id));
      element.classList.toggle("faded", staging.faded.has(id));
      element.classList.toggle("is-marked", staging.marked.has(id));
    });
    for (const [id, element] of this.cells) {
      element.classList.toggle("hidden", staging.hiddenCells.has(id));
      element.classList.toggle("faded", staging.fadedCells.has(id));
    }
  }

  /** Ring the node that is being looked at. */
  select(number) {
    this.svg.querySelector(".node.is-selected")?.classList.remove("is-selected");
    if (number !== null) this.nodes[number]?.classList.add("is-selected");
  }

  boxOf(number) {
    const [x, y, width, height] = this.model.nodes[number].box;
    return { x, y, width, height };
  }

  /** The nearest node that is seen in a direction ("ArrowLeft" ...), or null. */
  beside(number, key) {
    const middle = (at) => {
      const box = this.boxOf(at);
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const [x, y] = middle(number), [across, down] = ways[key];
    let best = null, least = Infinity;
    this.nodes.forEach((element, at) => {
      if (element === null || at === number || element.classList.contains("hidden")) return;
      const [dx, dy] = [middle(at)[0] - x, middle(at)[1] - y], ahead = dx * across + dy * down;
      const aside = Math.abs(dx * down) + Math.abs(dy * across), cost = ahead + 2.5 * aside;
      if (ahead > 4 && cost < least) [best, least] = [at, cost];
    });
    return best;
  }
}
