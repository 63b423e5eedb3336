// Where does the reader look? Pan and zoom of the diagram by its viewBox: buttons, pinch, drag, wheel with Ctrl.

const TOOLS_ROOM = 54, CLOSEST = 3, COMFORTABLE = 1.7, READABLE = 0.9, TOO_SMALL_TO_TAP = 0.5, DRAG = 6;

class Camera {
  /** `bounds` is {x, y, width, height} of the whole diagram; `calm()` says whether nothing should glide. */
  constructor(svg, bounds, calm) {
    this.svg = svg;
    this.bounds = bounds;
    this.calm = calm;
    this.aim = bounds;
    this.box = { ...bounds };
    this.pointers = new Map();
    this.dragged = false;
    this.lastPointer = "mouse";
    this.gliding = 0;
    this.listen();
    new ResizeObserver(() => this.show(this.fitted(this.aim))).observe(svg);
  }

  /** Pixels a diagram unit. */
  get scale() {
    return this.svg.clientWidth / this.box.width;
  }

  /** Return the area of the window's shape that holds `area` in its middle, clear of the buttons above. */
  fitted(area) {
    const width = this.svg.clientWidth || 1, height = this.svg.clientHeight || 1;
    const room = Math.max(height - TOOLS_ROOM, 1);
    const scale = Math.min(width / area.width, room / area.height, COMFORTABLE), across = width / scale;
    const top = area.y + (area.height - (height + TOOLS_ROOM) / scale) / 2;
    return { x: area.x + (area.width - across) / 2, y: top, width: across, height: height / scale };
  }

  show(box) {
    cancelAnimationFrame(this.gliding);
    this.box = box;
    this.svg.setAttribute("viewBox", [box.x, box.y, box.width, box.height].map((part) => part.toFixed(2)).join(" "));
    const whole = this.fitted(this.bounds);
    this.svg.classList.toggle("zoomed", box.width < whole.width * 0.98);
  }

  /** Glide to an area of the diagram, the whole of it by default. */
  lookAt(area = this.bounds) {
    const from = { ...this.box }, to = this.fitted(area), begin = performance.now();
    this.aim = to;
    if (this.calm() || document.hidden) {
      this.show(to);
      return;
    }
    const frame = (now) => {
      const way = Math.min(1, Math.max(0, (now - begin) / 450)), part = way * way * (3 - 2 * way);
      const between = (name) => from[name] + (to[name] - from[name]) * part;
      this.show({ x: between("x"), y: between("y"), width: between("width"), height: between("height") });
      if (way < 1) this.gliding = requestAnimationFrame(frame);
    };
    cancelAnimationFrame(this.gliding);
    this.gliding = requestAnimationFrame(frame);
  }

  /** Come closer by a factor round a point of the diagram, the middle by default. */
  zoom(factor, at = null) {
    const whole = this.fitted(this.bounds), box = this.box;
    const point = at ?? { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const least = this.svg.clientWidth / CLOSEST;
    const width = Math.min(Math.max(box.width / factor, least), Math.max(whole.width, box.width));
    const part = width / box.width;
    const x = point.x - (point.x - box.x) * part, y = point.y - (point.y - box.y) * part;
    this.stay({ x, y, width, height: box.height * part });
  }

  move(across, down) {
    this.stay({ ...this.box, x: this.box.x - across / this.scale, y: this.box.y - down / this.scale });
  }

  /** Show `box`, its middle kept within the diagram; where all is seen, in the middle. */
  stay(box) {
    const within = (place, length, low, size) => {
      if (length >= size) return low + (size - length) / 2;
      return Math.min(Math.max(place, low - length * 0.3), low + size - length * 0.7);
    };
    const { bounds } = this, above = (TOOLS_ROOM * box.width) / this.svg.clientWidth;
    const x = within(box.x, box.width, bounds.x, bounds.width);
    const y = within(box.y, box.height, bounds.y - above, bounds.height + above);
    this.show({ ...box, x, y });
    this.aim = this.box;
  }

  /** The point of the diagram under a place of the window. */
  point(event) {
    const frame = this.svg.getBoundingClientRect();
    return {
      x: this.box.x + (event.clientX - frame.left) / this.scale,
      y: this.box.y + (event.clientY - frame.top) / this.scale,
    };
  }

  /** Bring a box of the diagram into sight if it is not. */
  reveal(box) {
    const seen = this.box, middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const inside = box.x >= seen.x && box.y >= seen.y && box.x + box.width <= seen.x + seen.width
      && box.y + box.height <= seen.y + seen.height;
    if (!inside) this.stay({ ...seen, x: middle.x - seen.width / 2, y: middle.y - seen.height / 2 });
  }

  /** On a finger's tap where things are too small to be hit: come closer, and return true. */
  approaches(event) {
    const finger = (event.pointerType || this.lastPointer) === "touch";
    if (!finger || this.scale >= TOO_SMALL_TO_TAP) return false;
    const at = this.point(event), width = this.svg.clientWidth / READABLE, height = this.svg.clientHeight / READABLE;
    this.lookAt({ x: at.x - width / 2, y: at.y - height / 2, width, height });
    return true;
  }

  listen() {
    const { svg, pointers } = this;
    svg.addEventListener("pointerdown", (event) => {
      this.lastPointer = event.pointerType;
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (pointers.size === 1) this.dragged = false;
      this.from = { x: event.clientX, y: event.clientY };
    });
    svg.addEventListener("pointermove", (event) => this.follow(event));
    for (const end of ["pointerup", "pointercancel"]) {
      svg.addEventListener(end, (event) => pointers.delete(event.pointerId));
    }
    svg.addEventListener("click", (event) => {
      if (!this.dragged) return;
      this.dragged = false;
      event.stopPropagation();
    }, true);
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // a plain wheel scrolls the page
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.004)), this.point(event));
    }, { passive: false });
  }

  follow(event) {
    const { pointers } = this, before = pointers.get(event.pointerId);
    if (before === undefined) return;
    if (event.pointerType === "mouse" && !event.buttons) { // let go outside
      pointers.delete(event.pointerId);
      return;
    }
    const now = { x: event.clientX, y: event.clientY };
    if (pointers.size === 2) {
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      const apart = (place) => Math.hypot(place.x - other.x, place.y - other.y) || 1;
      const middle = { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 };
      this.dragged = true;
      pointers.set(event.pointerId, now);
      this.zoom(apart(now) / apart(before), this.point(middle));
      this.move((now.x - before.x) / 2, (now.y - before.y) / 2);
      return;
    }
    if (!this.dragged && Math.hypot(now.x - this.from.x, now.y - this.from.y) < DRAG) return;
    if (!this.dragged) {
      this.dragged = true;
      this.svg.setPointerCapture(event.pointerId);
    }
    pointers.set(event.pointerId, now);
    this.move(now.x - before.x, now.y - before.y);
  }
}
