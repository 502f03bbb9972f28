// Tells uvu, before it is loaded, that its queue is ours: otherwise its run() starts on a timer and cannot be awaited.
// Imported for its effect, ahead of uvu itself.
Object.assign(globalThis, { UVU_DEFER: 1, UVU_QUEUE: [[null]] });
