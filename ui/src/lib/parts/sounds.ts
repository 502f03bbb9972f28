// Six short sounds that tell themselves apart without looking: made here from tones, so nothing is loaded. Volume is this screen's.

export type SoundName = 'scanned' | 'refused' | 'attention' | 'new-ticket' | 'ready' | 'here';

interface Tone {
  /** Hertz. */
  readonly pitch: number;
  /** Seconds from the sound's begin. */
  readonly at: number;
  readonly lasts: number;
  readonly shape: OscillatorType;
  readonly loudness: number;
}

type Voice = Pick<Tone, 'shape' | 'loudness'>;

const clear: Voice = { shape: 'sine', loudness: 0.5 };
const buzz: Voice = { shape: 'sawtooth', loudness: 0.28 };
const bell: Voice = { shape: 'triangle', loudness: 0.6 };

/** Pitch, begin and length of each tone, in one voice. */
const tones = (
  voice: Voice,
  ...all: readonly (readonly [pitch: number, at: number, lasts: number])[]
): readonly Tone[] => all.map(([pitch, at, lasts]) => ({ pitch, at, lasts, ...voice }));

const sounds: Readonly<Record<SoundName, readonly Tone[]>> = {
  /** One high, short tick. */
  scanned: tones(clear, [1760, 0, 0.07]),
  /** Two low buzzes: unmistakable among ticks. */
  refused: tones(buzz, [196, 0, 0.14], [165, 0.18, 0.22]),
  /** A question: rising. */
  attention: tones(clear, [587, 0, 0.12], [784, 0.14, 0.18]),
  /** Three bell tones: heard over a kitchen. */
  'new-ticket': tones(bell, [1047, 0, 0.16], [1319, 0.17, 0.16], [1568, 0.34, 0.3]),
  /** Done: falling to rest. */
  ready: tones(clear, [1319, 0, 0.1], [1047, 0.11, 0.22]),
  /** To be found by: high and low in turn, as nothing else at a counter. */
  here: tones(bell, [1568, 0, 0.18], [1047, 0.2, 0.18], [1568, 0.4, 0.18], [1047, 0.6, 0.3]),
};

const volumeKey = 'countertop.volume';
let context: AudioContext | undefined;

/** 0 to 1; 0.6 until somebody chose. */
export function volume(): number {
  const stored = Number.parseFloat(localStorage.getItem(volumeKey) ?? '');
  return Number.isFinite(stored) ? Math.min(1, Math.max(0, stored)) : 0.6;
}

export function setVolume(value: number): void {
  localStorage.setItem(volumeKey, String(value));
}

/** Plays at once. Before the first touch of the page the browser keeps silent; nothing is queued for later. */
export function play(name: SoundName): void {
  const loudness = volume();
  if (loudness === 0) return;
  context ??= new AudioContext();
  if (context.state === 'suspended') {
    void context.resume();
    if (!navigator.userActivation.hasBeenActive) return;
  }
  const begin = context.currentTime + 0.005;
  for (const one of sounds[name]) ring(context, one, { begin, loudness });
}

function ring(
  audio: AudioContext,
  one: Tone,
  { begin, loudness }: { begin: number; loudness: number },
): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  const from = begin + one.at;
  oscillator.type = one.shape;
  oscillator.frequency.value = one.pitch;
  // Square loudness: halves of a slider sound like halves.
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(one.loudness * loudness * loudness, from + 0.006);
  gain.gain.exponentialRampToValueAtTime(0.0001, from + one.lasts);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + one.lasts + 0.02);
}
