/** When the values of one type are values of another. */
export { type Obstacle, obstacles } from './obstacles.js'
export { type Member, type Names, resolved, shapeOf } from './shape.js'
