// A matrix of zeros and ones of which few rows and columns are in use → the inverse of that small square part, kept up as single
// rows and columns come and go.

/** Sums that stand at a limit × people who give way for them. */
export class Kernel {
  readonly sums: number[] = [];
  readonly people: number[] = [];
  readonly placeOfSum: Int32Array;
  readonly placeOfPerson: Int32Array;
  /** inverse[p][s]: how much person p changes where sum s is to change by 1 and no other sum in use. */
  inverse: Float64Array[] = [];

  constructor(sums: number, people: number) {
    this.placeOfSum = new Int32Array(sums).fill(-1);
    this.placeOfPerson = new Int32Array(people).fill(-1);
  }

  get size(): number {
    return this.sums.length;
  }

  /** Inverse × the column that is 1 at these sums: by person in use. */
  timesColumn(sums: ArrayLike<number>): Float64Array {
    const places = placesOf(sums, this.placeOfSum);
    return Float64Array.from(this.inverse, (row) => places.reduce((all, s) => all + row[s], 0));
  }

  /** The row that is 1 at these people × inverse: by sum in use. */
  rowTimes(people: ArrayLike<number>): Float64Array {
    const result = new Float64Array(this.size);
    for (const p of placesOf(people, this.placeOfPerson)) add(result, this.inverse[p], 1);
    return result;
  }

  /** A sum came to its limit, and one more person gives way. `pivot`: what one unit of the person moves the sum by, all told. */
  grow(sum: number, person: number, column: Float64Array, row: Float64Array, pivot: number): void {
    const last = this.size;
    for (const [p, old] of this.inverse.entries()) {
      const longer = new Float64Array(last + 1);
      longer.set(old);
      add(longer, row, column[p] / pivot);
      longer[last] = -column[p] / pivot;
      this.inverse[p] = longer;
    }
    const own = new Float64Array(last + 1);
    add(own, row, -1 / pivot);
    own[last] = 1 / pivot;
    this.inverse.push(own);
    this.placeOfSum[sum] = this.placeOfPerson[person] = last;
    this.sums.push(sum);
    this.people.push(person);
  }

  /** A person came to an end of what is possible; another gives way. */
  replacePerson(place: number, person: number, column: Float64Array): void {
    const own = this.inverse[place];
    for (let s = 0; s < own.length; s++) own[s] /= column[place];
    for (const [p, row] of this.inverse.entries()) if (p !== place) add(row, own, -column[p]);
    this.placeOfPerson[this.people[place]] = -1;
    this.people[place] = person;
    this.placeOfPerson[person] = place;
  }

  /** A sum left its limit, and another came to its own. */
  replaceSum(place: number, sum: number, row: Float64Array): void {
    for (const own of this.inverse) {
      const factor = own[place] / row[place];
      add(own, row, -factor);
      own[place] = factor;
    }
    this.placeOfSum[this.sums[place]] = -1;
    this.sums[place] = sum;
    this.placeOfSum[sum] = place;
  }

  /** A sum left its limit, and a person came to an end. */
  shrink(sumPlace: number, personPlace: number): void {
    const own = this.inverse[personPlace];
    const pivot = own[sumPlace];
    for (const [p, row] of this.inverse.entries())
      if (p !== personPlace) add(row, own, -row[sumPlace] / pivot);
    this.placeOfSum[this.sums[sumPlace]] = -1;
    this.placeOfPerson[this.people[personPlace]] = -1;
    const [sum, person] = [this.sums.pop()!, this.people.pop()!];
    const moved = this.inverse.pop()!;
    const last = this.sums.length;
    if (personPlace < last) {
      this.inverse[personPlace] = moved;
      this.people[personPlace] = person;
      this.placeOfPerson[person] = personPlace;
    }
    if (sumPlace < last) {
      this.sums[sumPlace] = sum;
      this.placeOfSum[sum] = sumPlace;
    }
    for (const [p, row] of this.inverse.entries()) {
      row[sumPlace] = row[last];
      this.inverse[p] = row.subarray(0, last);
    }
  }
}

/** target += factor × source. */
function add(target: Float64Array, source: Float64Array, factor: number): void {
  if (factor === 0) return;
  for (let i = 0; i < source.length; i++) target[i] += factor * source[i];
}

function placesOf(items: ArrayLike<number>, places: Int32Array): number[] {
  const found: number[] = [];
  for (let i = 0; i < items.length; i++) if (places[items[i]] >= 0) found.push(places[items[i]]);
  return found;
}
