import { EMISSIONS } from '#lib/emissions.ts'

const { car, electricCar, electricity } = EMISSIONS

export const FORMULA = `kWh × (${car.value} g/km ÷ ${electricCar.value / 100} kWh/km − ${electricity.value} g/kWh)`

/** Grams of CO₂ that driving on this energy saves against an average new car. */
export const co2SavedG = (energyWh: number): number =>
  Math.round((energyWh / 1_000) * (car.value / (electricCar.value / 100) - electricity.value))
