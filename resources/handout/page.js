// What does the page show, and what does it do when it is asked to? One situation, and one column of it on screen.

const STEP_MS = 900, FLIP_SHARE = 0.6, ARROWS_TURN = 0.67, MOST_NAMED = 8;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const steps = (number) => `${number} step${number === 1 ? "" : "s"}`;

/** Return a new element with text in it; the words of a file are never markup. */
function made(tag, className, text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function settling(run) {
  const taken = run.states.length - 1;
  if (run.end === CYCLE) return `Keeps turning: a cycle of period ${run.period}.`;
  if (run.end === LIMIT) return `No rest and no cycle found within ${steps(taken)}.`;
  return taken ? `Settles in ${steps(taken)}: a fixed point.` : "At rest at once: a fixed point.";
}

class Page {
  constructor(facts) {
    this.facts = facts;
    this.model = new Model(facts);
    this.story = storySituations(this.model);
    this.step = -1;
    this.playing = this.turning = 0;
    this.speed = 1;
    this.selected = null;
    const svg = one("#diagram"), [x, y, width, height] = facts.bounds;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.diagram = new Diagram(svg, this.model);
    this.camera = new Camera(svg, { x, y, width, height }, () => calm.matches);
    this.calm = calm;
    this.listen();
    this.take(opened(this.model), { play: false });

  }

  // -- what is shown --------------------------------------------------------------------------------------------

  /** Take a new situation, and play what is new in it from the column before `from`, or show its end. */
  take(situation, { play = true, from = null } = {}) {
    this.stop();
    this.situation = situation;
    this.timeline = new Timeline(this.model, situation);
    const first = from ?? this.timeline.starts.at(-1), { last, loopStart } = this.timeline;
    one("#playhead").max = String(last);
    this.showRuns();
    this.showSituation();
    if (play && (first <= last || loopStart !== null)) {
      this.show(Math.max(first - 1, 0));
      this.play();
    } else {
      this.show(last);
    }
  }

  show(column, late = false) {
    this.column = column;
    clearTimeout(this.turning);
    this.diagram.show(this.timeline, column, late);
    const at = this.timeline.columns[column], run = this.timeline.runAt(column);
    const turning = run.end === CYCLE ? `, cycle of ${run.period}` : "";
    const place = `step ${at.step} of ${run.states.length - 1}${turning}`;
    one("#place").textContent = place;
    one("#doing").textContent = run.label;
    all(".run").forEach((part, number) => part.classList.toggle("now", number === at.run));
    const head = one("#playhead");
    head.value = String(column);
    head.setAttribute("aria-valuetext", `${run.label}: ${place}`);
    const { last, loopStart } = this.timeline;
    one("#back").disabled = one("#to-start").disabled = column === 0;
    one("#forward").disabled = one("#to-end").disabled = column === last && loopStart === null;
    this.showOutcomes(column);
    this.showExpectation(column);
    if (this.selected !== null) this.showNode(this.selected);
  }

  /** Show the runs since the start beside each other, each as wide as it is long; a click goes to its beginning. */
  showRuns() {
    const place = one("#runs");
    place.replaceChildren();
    this.situation.runs.forEach((run, number) => {
      const part = made("button", "run", run.label);
      part.type = "button";
      part.title = `${run.label}. ${settling(run)}`;
      part.style.flexGrow = String(run.states.length);
      part.addEventListener("click", () => this.seek(this.timeline.starts[number]));
      place.append(part);
    });
  }

  showOutcomes(column) {
    const at = this.timeline.columns[column], reference = this.timeline.referenceAt(column);
    for (const row of all("[data-outcome]")) {
      const number = this.model.numberOf.get(row.dataset.outcome), { wanted } = this.model.nodes[number];
      const settled = this.timeline.settledAt(number, at.run);
      one(".was", row).textContent = word(reference[number]);
      this.paintChip(one(".chip", row), Boolean(at.state[number]), wanted);
      let since = "unchanged";
      if (settled === null) since = "keeps turning";
      else if (at.step < settled) since = `settles at step ${settled}`;
      else if (settled) since = `since step ${settled}`;
      one(".since", row).textContent = since;
    }
    for (const chip of all("[data-strip]")) {
      const number = this.model.numberOf.get(chip.dataset.strip);
      this.paintChip(chip, Boolean(at.state[number]), this.model.nodes[number].wanted);
    }
    one("#sentence").textContent = settling(this.timeline.runAt(column));
  }

  paintChip(chip, value, wanted) {
    const tone = wanted === null ? "plain" : wanted === value ? "good" : "bad";
    chip.className = `chip ${tone} ${value ? "on" : "off"}`;
    chip.textContent = `${{ good: "✓ ", bad: "! ", plain: "" }[tone]}${word(value)}`;
  }

  /** Say what is reached beside what a scenario expected. */
  showExpectation(column) {
    const place = one("#expectation"), { state } = this.timeline.columns[column];
    for (const row of all("[data-expected]", place)) {
      const reached = Boolean(state[this.model.numberOf.get(row.dataset.expected)]);
      const met = reached === (row.dataset.value === "true"), chip = one(".chip", row);
      // On the way nothing is missed yet.
      const sign = column < this.timeline.last ? "" : met ? "✓ " : "✗ ";
      chip.className = `chip ${sign === "✗ " ? "missed" : "plain"} ${reached ? "on" : "off"}`;
      chip.textContent = `${sign}${word(reached)}`;
    }
  }

  showSituation() {
    const { model, situation } = this, now = present(situation);
    for (const row of all("[data-node]")) {
      const number = model.numberOf.get(row.dataset.node), held = situation.holds.has(number);
      row.setAttribute("aria-checked", String(Boolean(now[number])));
      row.classList.toggle("is-held", held);
      one(".held", row).textContent = held ? (model.isInput(number, situation.variants) ? "switched" : "held") : "";
    }
    for (const row of all("[data-variant]")) {
      row.setAttribute("aria-checked", String(situation.variants.has(row.dataset.variant)));
    }
    for (const row of all("[data-scenario]")) {
      const chosen = row.dataset.scenario === situation.scenario;
      row.setAttribute("aria-pressed", String(chosen));
      row.closest("li").classList.toggle("chosen", chosen);
    }
    all("[data-step]").forEach((row, number) => {
      row.setAttribute("aria-pressed", String(number === this.step));
      row.closest("li").classList.toggle("chosen", number === this.step);
    });
    if (one("#story-next") !== null) {
      one("#story-back").disabled = this.step <= 0;
      one("#story-next").disabled = this.step >= this.facts.story.length - 1;
      const { length } = this.facts.story;
      one("#story-place").textContent = this.step < 0 ? `${length} steps` : `${this.step + 1} of ${length}`;
    }
    one("#whole").hidden = this.step < 0;
    one("#held-words").textContent = this.heldWords();
    one("#release").disabled = !situation.holds.size;
    this.showBasis();
  }

  /** Say what is held; nodes that a step of the story keeps out of the run, and hides, only by their number. */
  heldWords() {
    const { model, situation } = this, step = this.step < 0 ? null : this.facts.story[this.step];
    const hidden = new Set(step === null ? [] : step.out), words = [];
    let kept = 0;
    for (const [at, bit] of [...situation.holds].sort(([one], [other]) => one - other)) {
      const node = model.nodes[at], held = model.isInput(at, situation.variants) ? "" : "held ";
      if (hidden.has(node.id)) kept += 1;
      else words.push(`${node.caption} ${held}${word(bit)}`);
    }
    if (words.length > MOST_NAMED) words.splice(MOST_NAMED, Infinity, `${words.length - MOST_NAMED} more`);
    if (kept) words.push(`${kept} hidden node${kept === 1 ? "" : "s"} kept out of the run`);
    return words.join(" · ") || "Nothing held or switched";
  }

  /** Say what the result on screen rests on. */
  showBasis() {
    const place = one("#expectation"), { situation, facts } = this;
    place.replaceChildren();
    const scenario = facts.scenarios.find((candidate) => candidate.id === situation.scenario);
    const step = this.inStory ? facts.story[this.step] : null;
    if (scenario !== undefined) {
      this.addBasis(place, scenario.title, scenario.basis);
      for (const [id, value] of scenario.expect) this.addExpectation(place, id, value);
      if (scenario.reason) place.append(made("p", "muted", scenario.reason));
      if (scenario.orders) place.append(made("p", "orders", scenario.orders));
      this.addSources(place, scenario.evidence);
    } else if (step !== null) {
      this.addBasis(place, `Story, step ${this.step + 1}: ${step.title}`, step.basis);
      this.addSources(place, step.evidence);
    } else if (situation.runs.length > 1) {
      this.addBasis(place, "Your own switches", "prediction");
      place.append(made("p", "muted", "Not checked in other update orders: the program does that."));
    }
  }

  addBasis(place, title, basis) {
    const line = made("p", "rests-on");
    line.append(made("strong", "", title));
    if (basis) {
      line.append(" ", made("span", `basis ${basis}`, basis));
      place.append(line, made("p", "muted", this.facts.basis[basis]));
    } else {
      place.append(line);
    }
  }

  addExpectation(place, id, value) {
    const row = made("div", "expected");
    row.dataset.expected = id;
    row.dataset.value = String(value);
    const now = made("span", "chip");
    row.append(made("span", "name", this.model.nodes[this.model.numberOf.get(id)].caption));
    row.append(made("span", "was", `expected ${word(value)}`), now);
    place.append(row);
  }

  addSources(place, evidence) {
    if (!evidence.length) return;
    const line = made("p", "cited");
    evidence.forEach((id, number) => {
      const known = this.facts.references.find((reference) => reference.id === id);
      const link = made("a", "", known ? known.short : id);
      if (known) link.href = `#${known.anchor}`;
      line.append(number ? " · " : "", link);
    });
    place.append(line);
  }

  /** Whether the story's step is shown as the story has it: nothing was done since. */
  get inStory() {
    return this.step >= 0 && this.situation === this.story[this.step];
  }

  // -- one node or arrow ----------------------------------------------------------------------------------------

  showNode(number) {
    this.selected = number;
    this.diagram.select(number);
    const node = this.model.nodes[number], place = one("#about");
    const on = this.timeline.columns[this.column].state[number];
    const { rules, arrows } = this.model.under(this.situation.variants);
    place.replaceChildren(made("h3", "", node.label));
    place.append(made("p", "muted", [node.kindWords, node.form, node.status].filter(Boolean).join(" · ")));
    const line = made("p", ""), chip = made("span", "chip");
    this.paintChip(chip, Boolean(on), node.wanted);
    line.append(chip, this.situation.holds.has(number) ? (rules[number] === null ? " switched" : " held") : "");
    place.append(line);
    const changed = this.facts.variants.filter((known) => this.situation.variants.has(known.id));
    const variant = changed.findLast((known) => Object.hasOwn(known.texts, node.id));
    const rule = variant ? variant.texts[node.id] : node.ruleText;
    for (const text of [node.description, rule ? `Rule${variant ? ` under “${variant.title}”` : ""}: ${rule}` : "", node.why]) {
      if (text) place.append(made("p", "", text));
    }
    this.addSources(place, node.evidence);
    if (node.against.length) {
      place.append(made("p", "muted", "Contradicted by:"));
      this.addSources(place, node.against);
    }
    for (const arrow of arrows.filter((candidate) => candidate.target === number)) this.addArrow(place, arrow);
  }

  showArrow(key) {
    const arrow = this.facts.edges.find((candidate) => candidate.key === key), place = one("#about");
    this.selected = null;
    this.diagram.select(null);
    place.replaceChildren(made("h3", "", "Arrow"));
    this.addArrow(place, arrow);
  }

  addArrow(place, arrow) {
    const { nodes } = this.model, part = made("div", "arrow");
    part.append(made("strong", "", `${nodes[arrow.source].caption} ${arrow.effect} ${nodes[arrow.target].caption}`));
    part.append(made("p", "muted", [arrow.mechanism, arrow.confidence].filter(Boolean).join(" · ")));
    this.addSources(part, arrow.evidence);
    if (arrow.against.length) {
      part.append(made("p", "muted", "Contradicted by:"));
      this.addSources(part, arrow.against);
    }
    place.append(part);
  }

  // -- what is done ---------------------------------------------------------------------------------------------

  toggle(number) {
    this.take(toggled(this.model, this.situation, number));
  }

  playScenario(id) {
    const scenario = this.facts.scenarios.find((candidate) => candidate.id === id);
    this.leaveStory();
    const situation = played(this.model, this.situation, scenario);
    this.take(situation, { from: situation.runs[0].states.length });
  }

  startAgain() {
    this.leaveStory();
    this.take(startedAgain(this.model, this.situation), { play: false });
    this.say("Started again. " + this.result());
  }

  release() {
    this.take(withHolds(this.model, this.situation, new Map(), "Release everything"));
  }

  showStep(number) {
    if (number < 0 || number >= this.facts.story.length) return;
    const before = this.step >= 0 ? this.story[this.step] : null, situation = this.story[number];
    const goesOn = before !== situation && situation.runs.length > 1;
    this.step = number;
    const step = this.facts.story[number], [x, y, width, height] = step.frame;
    this.diagram.stage(step);
    this.take(situation, { play: goesOn });
    this.camera.lookAt({ x, y, width, height });
    this.say(`Step ${number + 1}: ${step.title}. ${step.text}`);
    const row = one(`[data-step="${number}"]`);
    if (row.offsetParent !== null) row.closest("li").scrollIntoView({ block: "nearest" });
  }

  leaveStory() {
    if (this.step < 0) return;
    this.step = -1;
    this.diagram.stage(null);
    this.camera.lookAt();
  }

  // -- playing --------------------------------------------------------------------------------------------------

  play() {
    const { last, loopStart } = this.timeline;
    if (this.column >= last && loopStart === null) {
      const { runs, scenario } = this.situation, first = runs.findIndex((run) => scenario && run.scenario === scenario);
      this.show(Math.max(this.timeline.starts[first < 0 ? runs.length - 1 : first] - 1, 0));
    }
    document.documentElement.classList.add("playing");
    this.advance();
    this.showPlaying();
  }

  /** Show the next column, in which the style sheet lets light run and nodes turn; a flip itself is seen at once. */
  advance() {
    const { last, loopStart, columns } = this.timeline;
    if (this.column >= last && loopStart === null) {
      this.stop();
      this.say(this.result());
      return;
    }
    const next = this.column < last ? this.column + 1 : loopStart + 1, isFlip = columns[next].step === 0;
    document.documentElement.classList.toggle("flipping", isFlip);
    const late = !isFlip && !this.calm.matches, pace = STEP_MS / this.speed;
    this.show(next, late);
    if (late) this.turning = setTimeout(() => this.diagram.turn(), pace * ARROWS_TURN);
    this.playing = setTimeout(() => this.advance(), pace * (isFlip ? FLIP_SHARE : 1));
  }

  stop() {
    clearTimeout(this.playing);
    clearTimeout(this.turning);
    this.diagram.turn();
    this.playing = 0;
    document.documentElement.classList.remove("playing");
    this.showPlaying();
  }

  showPlaying() {
    const button = one("#play");
    button.classList.toggle("pauses", Boolean(this.playing));
    button.setAttribute("aria-label", this.playing ? "Pause" : "Play");
    button.title = this.playing ? "Pause" : "Play the run";
  }

  seek(column) {
    this.stop();
    this.show(Math.min(Math.max(column, 0), this.timeline.last));
  }

  forward() {
    const { last, loopStart } = this.timeline;
    this.seek(this.column >= last && loopStart !== null ? loopStart + 1 : this.column + 1);
  }

  result() {
    const { state } = this.timeline.columns[this.timeline.last];
    const said = (node, at) => (node.kind === "outcome" ? [`${node.caption} ${word(state[at])}`] : []);
    return [...this.model.nodes.flatMap(said), settling(this.timeline.runAt(this.timeline.last))].join(", ");
  }

  say(text) {
    one("#said").textContent = text;
  }

  // -- listening ------------------------------------------------------------------------------------------------

  listen() {
    const on = (selector, act) => one(selector)?.addEventListener("click", act);
    on("#start-again", () => this.startAgain());
    on("#release", () => this.release());
    on("#to-start", () => this.seek(0));
    on("#back", () => this.seek(this.column - 1));
    on("#play", () => (this.playing ? this.stop() : this.play()));
    on("#forward", () => this.forward());
    on("#to-end", () => this.seek(this.timeline.last));
    on("#zoom-in", () => this.camera.zoom(1.4));
    on("#zoom-out", () => this.camera.zoom(1 / 1.4));
    on("#fit", () => this.camera.lookAt());
    on("#story-back", () => this.showStep(this.step - 1));
    on("#story-next", () => this.showStep(this.step + 1));
    on("#whole", () => {
      this.leaveStory();
      this.showSituation();
      this.seek(this.column);
    });
    one("#playhead").addEventListener("input", (event) => this.seek(Number(event.target.value)));
    one("#speed").addEventListener("change", (event) => {
      this.speed = Number(event.target.value);
      document.documentElement.style.setProperty("--pace", String(1 / this.speed));
    });
    for (const row of all("[data-node]")) {
      row.addEventListener("click", () => {
        const number = this.model.numberOf.get(row.dataset.node);
        this.showNode(number);
        this.toggle(number);
      });
    }
    for (const row of all("[data-variant]")) {
      row.addEventListener("click", () => {
        this.leaveStory();
        this.take(varied(this.model, this.situation, row.dataset.variant), { play: false });
      });
    }
    for (const row of all("[data-scenario]")) {
      row.addEventListener("click", () => this.playScenario(row.dataset.scenario));
    }
    for (const row of all("[data-step]")) row.addEventListener("click", () => this.showStep(Number(row.dataset.step)));
    window.addEventListener("beforeprint", () => this.camera.show(this.camera.bounds));
    window.addEventListener("afterprint", () => this.camera.lookAt(this.camera.aim));
    this.listenToDiagram();
    this.listenToTabs();
    this.listenToTheme();
  }

  listenToDiagram() {
    const { svg } = this.diagram;
    const numberOf = (event) => {
      const element = event.target.closest?.(".node");
      return element === null || element === undefined ? null : this.model.numberOf.get(element.dataset.id);
    };
    svg.addEventListener("click", (event) => {
      const number = numberOf(event), arrow = event.target.closest(".edge");
      if (this.camera.approaches(event)) {
        if (number !== null) this.showNode(number);
        this.say("Closer. Tap a node to switch it.");
      } else if (number !== null) {
        this.showNode(number);
        this.toggle(number);
      } else if (arrow !== null) {
        this.showArrow(arrow.dataset.key);
      }
    });
    svg.addEventListener("focusin", (event) => {
      const number = numberOf(event);
      if (number === null) return;
      this.showNode(number);
      if (event.target.matches(":focus-visible")) this.camera.reveal(this.diagram.boxOf(number));
    });
    svg.addEventListener("keydown", (event) => {
      const number = numberOf(event);
      if (number === null || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === " " || event.key === "Enter") {
        event.preventDefault();
        this.toggle(number);
      } else if (event.key.startsWith("Arrow")) {
        event.preventDefault();
        const next = this.diagram.beside(number, event.key);
        if (next !== null) this.diagram.nodes[next].focus();
      }
    });
  }

  listenToTabs() {
    const tabs = all("[role=tab]");
    const choose = (tab) => {
      for (const other of tabs) {
        other.setAttribute("aria-selected", String(other === tab));
        other.tabIndex = other === tab ? 0 : -1;
        one(`#${other.getAttribute("aria-controls")}`).classList.toggle("shown", other === tab);
      }
    };
    tabs.forEach((tab, number) => {
      tab.addEventListener("click", () => choose(tab));
      tab.addEventListener("keydown", (event) => {
        const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (way === undefined) return;
        const next = tabs[(number + way + tabs.length) % tabs.length];
        choose(next);
        next.focus();
      });
    });
  }

  listenToTheme() {
    const root = document.documentElement, dark = window.matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => root.dataset.theme === "dark" || (root.dataset.theme === "auto" && dark.matches);
    one("#theme").addEventListener("click", () => {
      root.dataset.theme = isDark() ? "day" : "dark";
      one("#theme").setAttribute("aria-pressed", String(isDark()));
    });
    one("#theme").setAttribute("aria-pressed", String(isDark()));
  }
}

new Page(JSON.parse(one("#facts").textContent));
