// Package shop is a small shop that is asked by itself: the same requests in the same order in every run, some of which are
// slow and some of which fail.
package shop

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// Route is one thing that the shop is asked for.
type Route struct {
	// Method of the request.
	Method string
	// Pattern as http.ServeMux takes it, without the method.
	Pattern string
	// Path of a request for it.
	Path string
	// Takes is how long an answer takes.
	Takes time.Duration
	// Slow of a hundred requests take twenty times as long.
	Slow int
	// Failing of a hundred requests are answered with Failure.
	Failing int
	Failure int
	// Asks for this path of the shop itself before it answers; empty: nothing.
	Asks string
}

// Routes of the shop.
func Routes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/cart", Path: "/cart", Takes: 2 * time.Millisecond},
		{Method: "GET", Pattern: "/items/{id}", Path: "/items/17", Takes: 4 * time.Millisecond, Failing: 5, Failure: 404},
		{Method: "POST", Pattern: "/pay", Path: "/pay", Takes: 12 * time.Millisecond, Slow: 6, Failing: 8, Failure: 500},
		{Method: "GET", Pattern: "/advice", Path: "/advice", Takes: time.Millisecond, Slow: 3, Failing: 2, Failure: 503, Asks: "/items/4"},
	}
}

// Answer is what a route's requests get, in their order.
type Answer struct {
	route Route
	asked atomic.Int64
}

// Of a route, from its first request on.
func Of(route Route) *Answer {
	return &Answer{route: route}
}

// Next says how long the next request takes and what it gets: of any hundred, as many fail as the route says, spread over
// the hundred.
func (a *Answer) Next() (time.Duration, int) {
	// 37 and 100 share no divisor, so that a hundred requests meet each remainder once.
	place := int(a.asked.Add(1) * 37 % 100)
	takes := a.route.Takes
	if place >= 100-a.route.Slow {
		takes *= 20
	}
	if place < a.route.Failing {
		return takes, a.route.Failure
	}
	return takes, http.StatusOK
}

// Ask requests the routes in turn until the time is over or the context ends.
func Ask(ctx context.Context, client *http.Client, server string, perSecond int) {
	routes := Routes()
	tick := time.NewTicker(time.Second / time.Duration(perSecond))
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			route := routes[n%len(routes)]
			go Get(ctx, client, route.Method, server+route.Path)
		}
	}
}

// Get asks once; what is answered is of no interest.
func Get(ctx context.Context, client *http.Client, method, url string) error {
	request, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(""))
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, response.Body)
	if response.StatusCode >= http.StatusInternalServerError {
		err = errors.Join(err, fmt.Errorf("%s answered %d", url, response.StatusCode))
	}
	return errors.Join(err, response.Body.Close())
}
