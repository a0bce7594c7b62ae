/** A charger's own clock: runs with the real one, faster while a transaction runs, and can be set or moved by hand. */
export interface SimulatedClock {
  now(): Date
  /** Simulated seconds per real second from now on. */
  run(speed: number): void
  set(at: Date): void
  advance(seconds: number): void
}

export function createClock(startAt: Date = new Date()): SimulatedClock {
  let simulated = startAt.getTime()
  let real = performance.now()
  let speed = 1
  const settle = (): number => {
    const now = performance.now()
    simulated += (now - real) * speed
    real = now
    return simulated
  }
  return {
    now: () => new Date(settle()),
    run: (next) => {
      settle()
      speed = next
    },
    set: (at) => {
      settle()
      simulated = at.getTime()
    },
    advance: (seconds) => {
      simulated = settle() + seconds * 1000
    },
  }
}

export interface BatteryOptions {
  capacityWh?: number
  socPercent?: number
  maxPowerW?: number
}

/** What the meter of an EVSE shows at a moment. */
export interface Reading {
  at: Date
  registerWh: number
  powerW: number
  socPercent: number
  /** What the meter has signed of it, where it signs. */
  signed?: string
}

/** An EVSE's meter with a car at the cable: full power to 80 %, then falling in a line to a fifth of it at 100 %. */
export interface ChargingMeter {
  /** A new car arrives; the register stays where it is. */
  connectCar(battery?: BatteryOptions): void
  /** Lets current flow or stops it, from `at` on. */
  switchOn(on: boolean, at: Date): void
  /** Charges up to `at` and reads. */
  read(at: Date): Reading
}

export function createMeter(evsePowerW: number, registerWh: number): ChargingMeter {
  let capacityWh = 60_000
  let storedWh = 12_000
  let carPowerW = Infinity
  let register = registerWh
  let on = false
  let last: number | null = null

  const power = (): number => {
    if (!on || storedWh >= capacityWh) return 0
    const soc = storedWh / capacityWh
    const limit = Math.min(evsePowerW, carPowerW)
    return soc <= 0.8 ? limit : limit * (1 - (0.8 * (soc - 0.8)) / 0.2)
  }
  const chargeUntil = (at: number): void => {
    for (let t = last ?? at; t < at;) {
      const step = Math.min(at - t, 10_000)
      const energyWh = Math.min((power() * step) / 3_600_000, capacityWh - storedWh)
      storedWh += energyWh
      register += energyWh
      t += step
    }
    last = at
  }
  return {
    connectCar: (battery = {}) => {
      capacityWh = battery.capacityWh ?? 60_000
      storedWh = (capacityWh * (battery.socPercent ?? 20)) / 100
      carPowerW = battery.maxPowerW ?? Infinity
    },
    switchOn: (next, at) => {
      chargeUntil(at.getTime())
      on = next
    },
    read: (at) => {
      chargeUntil(at.getTime())
      return {
        at,
        registerWh: Math.round(register),
        powerW: Math.round(power()),
        socPercent: Math.round((storedWh / capacityWh) * 1000) / 10,
      }
    },
  }
}
