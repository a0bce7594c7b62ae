import { EMISSIONS } from '#lib/emissions.ts'

const { car, electricCar, electricity } = EMISSIONS

export const FORMULA = `kilometres × (${car.value} g/km − ${electricCar.value / 100} kWh/km × ${electricity.value} g/kWh)`

/** Grams of CO₂ that driving these metres with electricity has saved against an average new car. */
export const co2SavedG = (metres: number): number =>
  Math.round((metres / 1_000) * (car.value - (electricCar.value / 100) * electricity.value))
