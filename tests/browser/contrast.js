// Returns the texts on the page that stand out too little from what is behind them (WCAG AA: 4.5, large ones 3).
() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, below) => [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3]));
  const colors = (style) => [style.backgroundColor, ...(style.backgroundImage.match(/(?:rgba?|color|oklab|oklch)\([^)]*\)/g) ?? [])].map(rgba);
  const behind = (element) => {
    if (!element) return [[255, 255, 255]];
    const own = colors(getComputedStyle(element)).filter(([, , , alpha]) => alpha > 0.05);
    const opaque = own.filter(([, , , alpha]) => alpha > 0.99);
    if (opaque.length) return opaque.map((color) => color.slice(0, 3));
    return behind(element.parentElement).flatMap((below) => (own.length ? own.map((color) => over(color, below)) : [below]));
  };
  const light = (color) => {
    const [red, green, blue] = color.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const style = getComputedStyle(element);
    const isHidden = !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || style.clipPath !== "none" || style.opacity === "0";
    if (!node.data.trim() || isHidden || style.backgroundColor === style.color || element.closest(":disabled")) continue;
    const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    const worst = Math.min(...behind(element).map((below) => ratio(over(rgba(style.color), below), below)));
    if (worst < (isLarge ? 3 : 4.5)) faint.push(`${node.data.trim().slice(0, 30)} (${element.className || element.tagName}): ${worst.toFixed(2)}`);
  }
  return [...new Set(faint)];
}
