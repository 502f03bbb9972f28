// What every device has, whatever its kind: a name, a state that the pages show, and a manifest that says how it is found.
import type { TObject } from '@sinclair/typebox';
import type { DeviceKind } from '../domain/shop/device-kind.ts';
import type { Clock } from '../platform/ports/clock.ts';
import type { Log } from '../platform/ports/log.ts';
import type { Randomness } from '../platform/ports/randomness.ts';
import type { DeviceAddress, Pipe } from './transport/pipe.ts';

/** `ready` = open and answering; `faulty` = open, but says it cannot work (paper out, overload); `gone` = unplugged or unreachable. */
export type Presence = 'starting' | 'ready' | 'faulty' | 'gone' | 'stopped';

export interface DeviceStatus {
  readonly name: string;
  readonly kind: DeviceKind;
  readonly model: string;
  readonly address: DeviceAddress;
  readonly presence: Presence;
  /** Codes such as `paper-out`, `cover-open`, `drawer-open`, `paper-low`, `offline`, `motion`. Empty when all is well. */
  readonly conditions: readonly string[];
  readonly since: number;
}

/** One device of the configuration. */
export interface DeviceSetting {
  readonly name: string;
  readonly kind: DeviceKind;
  /** Folder name of the driver: `hid-pos`, `keyboard-wedge`, `serial`, `escpos`, `hid`. */
  readonly model: string;
  readonly address: DeviceAddress;
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

export interface DriverPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly randomness: Randomness;
}

/** All that is given must agree with what is plugged in. */
export interface DeviceMatch {
  readonly vendorId?: number;
  readonly productId?: number;
  /** Of a top-level collection of the report descriptor: only HID has them. */
  readonly usagePage?: number;
  readonly usage?: number;
  /** Begins a name that udev gives its port: `usb-METTLER` of /dev/serial/by-id. */
  readonly link?: string;
}

/** A driver speaks on one open pipe and ends with it. `Device` is the kind's port. */
export interface DriverManifest<Device> {
  readonly kind: DeviceKind;
  readonly model: string;
  /** How the device is recognised when plugged in; empty when only an address finds it. */
  readonly match: readonly DeviceMatch[];
  /**
   * What can be set, for the check and the form of set-up. `secret: true` on a property: never shown, exported or logged. Absent: nothing.
   */
  readonly options?: TObject;
  /** The usual line of its serial port, as the query of an address: `baud=9600&parity=even&dataBits=7`. */
  readonly line?: string;
  /** What bytes on the wire mean, for a technician's eyes; undefined for what the model does not know. Pure, never throws. */
  describe?(bytes: Uint8Array, direction: 'in' | 'out'): string | undefined;
  /** Throws Fault `config.invalid` when `options` do not fit the model. */
  connect(pipe: Pipe, setting: DeviceSetting, ports: DriverPorts): Device;
}

/** Of one kind, by name; nothing is loaded before a setting names it. */
export type Models<Device> = Readonly<Record<string, () => Promise<DriverManifest<Device>>>>;
