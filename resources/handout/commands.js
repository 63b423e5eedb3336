// What can a reader do? Functions from one situation to the next, as in explorer/session/commands.py and story.py.
// A situation is {variants, holds, runs, scenario}: ids switched on, a Map from node number to bit, and what was run.

const word = (value) => (value ? "ON" : "OFF");

/** Return the situation of a page just opened: the start state, run to rest without holds. */
function opened(model, variants = new Set()) {
  const run = model.phase(variants, model.start, new Map(), model.facts.limits.start);
  const start = { ...run, label: "Start", holds: new Map(), scenario: "" };
  return { variants, holds: new Map(), runs: [start], scenario: "" };
}

const present = (situation) => situation.runs.at(-1).states.at(-1);

/** Return holds without inputs at their start value: those are not held but where they belong. */
function kept(model, variants, holds) {
  return new Map([...holds].filter(([at, bit]) => !(model.isInput(at, variants) && model.start[at] === bit)));
}

/** Return the situation after one more run, under holds that are taken as they are. */
function further(model, situation, holds, label, { limit = model.facts.limits.flip, scenario = "" } = {}) {
  const run = model.phase(situation.variants, present(situation), holds, limit);
  const runs = [...situation.runs, { ...run, label, holds, scenario }];
  return { variants: situation.variants, holds, runs, scenario };
}

function withHolds(model, situation, holds, label, options) {
  return further(model, situation, kept(model, situation.variants, holds), label, options);
}

/** Flip an input; hold a ruled node at its other value, or release it if it is held. */
function toggled(model, situation, at) {
  const holds = new Map(situation.holds), name = model.nodes[at].caption, other = present(situation)[at] ? 0 : 1;
  const isInput = model.isInput(at, situation.variants);
  let label = `${isInput ? "Switch" : "Hold"} ${name} ${word(other)}`;
  if (!isInput && holds.has(at)) {
    holds.delete(at);
    label = `Release ${name}`;
  } else {
    holds.set(at, other);
  }
  return withHolds(model, situation, holds, label);
}

/** Release everything and go back to the start state run to rest. */
function startedAgain(model, situation) {
  return opened(model, situation.variants);
}

/** Start again, then run the phases of a scenario one after the other. */
function played(model, situation, scenario) {
  let next = startedAgain(model, situation);
  scenario.phases.forEach((phase, number) => {
    const label = phase.title || `${scenario.title}, phase ${number + 1}`;
    const options = { limit: model.facts.limits.scenario, scenario: scenario.id };
    next = withHolds(model, next, model.positions(phase.hold), label, options);
  });
  return { ...next, scenario: scenario.id };
}

/** Switch an alternative rule on or off, and run everything since the start again under it. */
function varied(model, situation, id) {
  const variants = new Set(situation.variants);
  if (!variants.delete(id)) variants.add(id);
  let next = opened(model, variants);
  for (const run of situation.runs.slice(1)) {
    next = further(model, next, run.holds, run.label, { scenario: run.scenario });
  }
  return { ...next, holds: situation.holds, scenario: situation.scenario };
}

const sameHolds = (one, other) => one.size === other.size && [...one].every(([at, bit]) => other.get(at) === bit);
const sameIds = (one, other) => one.size === other.size && [...one].every((id) => other.has(id));

/** Return the situation in which each step of the story ends; a step that runs nothing has that of the step before. */
function storySituations(model) {
  const made = [];
  let situation = opened(model);
  for (const step of model.facts.story) {
    const variants = new Set(step.variants), changed = !sameIds(variants, situation.variants);
    if (changed) situation = { ...situation, variants };
    if (step.begin === "start") situation = opened(model, variants);
    const now = present(situation), wanted = new Map(step.out.map((id) => [model.numberOf.get(id), null]));
    for (const at of wanted.keys()) wanted.set(at, now[at]);
    for (const [at, bit] of model.positions(step.hold)) wanted.set(at, bit);
    const holds = kept(model, variants, wanted);
    if (changed || !sameHolds(holds, situation.holds)) situation = further(model, situation, holds, step.title);
    made.push(situation);
  }
  return made;
}
